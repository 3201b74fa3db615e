# docs/conformance.md is made from the names of these tests; this one fails when it is stale.
add_test(NAME conformance_table
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scripts/conformance-table --check accounts
                 $<TARGET_FILE:${test_program}>)

# The other process of the tests of notifications.
add_dependencies(${test_program} client_edit_accounts)
target_compile_definitions(${test_program} PRIVATE
    EDIT_ACCOUNTS="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/client_edit_accounts")
