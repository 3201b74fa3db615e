include(Clients)
add_dependencies(${test_program} ${clients})
target_compile_definitions(${test_program} PRIVATE CLIENTS="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/client_")
