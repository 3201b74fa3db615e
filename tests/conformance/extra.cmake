# Its operator new, seen by the files beside it, would make g++ warn of each delete.
set_source_files_properties(${folder}/allocations.cc PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

if(NOT WIN32)
    # docs/conformance.md is made from tests/conformance/rules.txt and these tests; this one fails when it
    # is stale, and when a rule has neither a test nor a reason.
    add_test(NAME conformance_table
             COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scripts/conformance-table --check accounts
                     $<TARGET_FILE:${test_program}> $<TARGET_FILE:test_mail>)
    add_test(NAME conformance_table_check
             COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tests/conformance/table_check)
endif()

# The other process of the tests of notifications.
add_dependencies(${test_program} client_edit_accounts)
target_compile_definitions(${test_program} PRIVATE
    EDIT_ACCOUNTS="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/client_edit_accounts")
