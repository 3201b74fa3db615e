# The peers: hivex's C library in this process, reglookup as a child. Where they are not installed
# the program is not built, and running its test fails.
find_library(HIVEX_LIBRARY hivex)
find_program(REGLOOKUP_PROGRAM reglookup)
if(HIVEX_LIBRARY AND REGLOOKUP_PROGRAM)
    target_link_libraries(${test_program} PRIVATE ${HIVEX_LIBRARY})
    target_compile_definitions(${test_program} PRIVATE REGLOOKUP_PROGRAM="${REGLOOKUP_PROGRAM}")
else()
    message(NOTICE "*** ${test_program} is not built: hivex or reglookup is missing ***")
    set_target_properties(${test_program} PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
