# The program whose processes write and are killed.
add_executable(test_store_writer ${folder}/store_writer/main.cc)
target_link_libraries(test_store_writer PRIVATE olkacct_test_support olkacct_static)
add_dependencies(${test_program} test_store_writer)
target_compile_definitions(${test_program} PRIVATE
    STORE_WRITER="$<TARGET_FILE:test_store_writer>")
