# The other process.
add_executable(test_change_maker ${folder}/change_maker/main.cc)
target_link_libraries(test_change_maker PRIVATE olkacct_test_support olkacct_static)
add_dependencies(${test_program} test_change_maker)
target_compile_definitions(${test_program} PRIVATE
    CHANGE_MAKER="$<TARGET_FILE:test_change_maker>")
