# The hives are made once and kept in build/hives-cache, for all presets.
add_dependencies(${test_program} make_hives)
target_compile_definitions(${test_program} PRIVATE MAKE_HIVES="$<TARGET_FILE:make_hives>")
target_link_libraries(${test_program} PRIVATE nlohmann_json::nlohmann_json)
