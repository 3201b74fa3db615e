# The truth files are JSON.
find_package(nlohmann_json REQUIRED)
target_link_libraries(${test_program} PRIVATE nlohmann_json::nlohmann_json)
