# The program's operator new, which counts and fails on demand.
target_sources(${test_program} PRIVATE ${folder}/../allocations.cc)

# docs/conformance-mapi.md is made from the names of these tests and those of tests/mapi; this one
# fails when it is stale.
add_test(NAME conformance_table_mapi
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scripts/conformance-table --check mapi
                 $<TARGET_FILE:test_conformance_mapi> $<TARGET_FILE:test_mapi>)
