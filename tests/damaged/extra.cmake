# The three readers: our interface and hivex with the benchmark's task, reglookup as a program.
find_library(HIVEX_LIBRARY hivex)
find_program(REGLOOKUP_PROGRAM reglookup)
if(HIVEX_LIBRARY AND REGLOOKUP_PROGRAM)
    target_sources(${test_program} PRIVATE
        ${CMAKE_CURRENT_SOURCE_DIR}/bench/account_text.cc
        ${CMAKE_CURRENT_SOURCE_DIR}/bench/hivex_accounts.c)
    target_link_libraries(${test_program} PRIVATE hive_generator ${HIVEX_LIBRARY})
    target_compile_definitions(${test_program} PRIVATE REGLOOKUP_PROGRAM="${REGLOOKUP_PROGRAM}")
else()
    message(NOTICE "*** ${test_program} is not built: hivex or reglookup is missing ***")
    set_target_properties(${test_program} PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
