# docs/conformance.md is made from the names of these tests; this one fails when it is stale.
add_test(NAME conformance_table
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scripts/conformance-table --check accounts
                 $<TARGET_FILE:${test_program}>)
