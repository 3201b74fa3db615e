# The peers: hivex's C library in this process, reglookup and regfexport as children. Where they are
# not installed the program is not built, and running its test fails.
find_library(HIVEX_LIBRARY hivex)
find_program(REGLOOKUP_PROGRAM reglookup)
find_program(REGFEXPORT_PROGRAM regfexport)
if(HIVEX_LIBRARY AND REGLOOKUP_PROGRAM AND REGFEXPORT_PROGRAM)
    target_link_libraries(${test_program} PRIVATE hive_generator ${HIVEX_LIBRARY})
    target_compile_definitions(${test_program} PRIVATE
        REGLOOKUP_PROGRAM="${REGLOOKUP_PROGRAM}" REGFEXPORT_PROGRAM="${REGFEXPORT_PROGRAM}")
else()
    message(NOTICE "*** ${test_program} is not built: hivex, reglookup or regfexport is missing ***")
    set_target_properties(${test_program} PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
