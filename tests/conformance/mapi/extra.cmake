# The program's operator new, which counts and fails on demand.
cmake_path(GET folder PARENT_PATH conformance_folder)
target_sources(${test_program} PRIVATE ${conformance_folder}/allocations.cc)

if(NOT WIN32)
    # docs/conformance-mapi.md is made from tests/conformance/rules.txt, these tests and those of
    # tests/mapi; this one fails when it is stale, and when a rule has neither a test nor a reason.
    add_test(NAME conformance_table_mapi
             COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scripts/conformance-table --check mapi
                     $<TARGET_FILE:test_conformance_mapi> $<TARGET_FILE:test_mapi>)
endif()
