# The same hives as tests/scan1000, made once and kept in build/hives-cache.
target_sources(${test_program} PRIVATE ${tests_root}/scan1000/hives_cache.cc)
add_dependencies(${test_program} make_hives)
target_compile_definitions(${test_program} PRIVATE MAKE_HIVES="$<TARGET_FILE:make_hives>")
