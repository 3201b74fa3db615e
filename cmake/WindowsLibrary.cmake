# olkacct.dll: the exports of src/server/exports.txt, and the manifest by which a program finds the
# classes without any registration.
set(exports_list ${CMAKE_CURRENT_SOURCE_DIR}/src/server/exports.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${exports_list})
file(STRINGS ${exports_list} export_lines REGEX "^[A-Za-z]")
set(definition "LIBRARY olkacct.dll\nEXPORTS\n")
foreach(line IN LISTS export_lines)
    string(REGEX MATCH "^([A-Za-z]+) ([0-9]+)$" matched "${line}")
    if(NOT matched)
        message(FATAL_ERROR "${exports_list}: `${line}` is not a name and a number")
    endif()
    if(CMAKE_SIZEOF_VOID_P EQUAL 4)
        string(APPEND definition "    ${CMAKE_MATCH_1}@${CMAKE_MATCH_2}\n"
                                 "    ${CMAKE_MATCH_1} = ${CMAKE_MATCH_1}@${CMAKE_MATCH_2}\n")
    else()
        string(APPEND definition "    ${CMAKE_MATCH_1}\n"
                                 "    \"${CMAKE_MATCH_1}@${CMAKE_MATCH_2}\" = ${CMAKE_MATCH_1}\n")
    endif()
endforeach()
set(definition_file ${CMAKE_BINARY_DIR}/generated/olkacct.def)
file(CONFIGURE OUTPUT ${definition_file} CONTENT "${definition}" @ONLY)

target_sources(olkacct PRIVATE ${definition_file})
# Also for the tests, which load it under this name.
set_target_properties(olkacct PROPERTIES PREFIX "" OUTPUT_NAME olkacct VERSION "" SOVERSION "")
