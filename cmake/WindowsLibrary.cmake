# olkacct.dll: the exports of src/server/exports.txt, and the manifest by which a program finds the
# classes without any registration.
set(exports_list ${CMAKE_CURRENT_SOURCE_DIR}/src/server/exports.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${exports_list})
file(STRINGS ${exports_list} export_lines REGEX "^[A-Za-z]")
set(definition "LIBRARY olkacct.dll\nEXPORTS\n")
set(exports_macro "#define OLK_EXPORTS(X)")
foreach(line IN LISTS export_lines)
    string(REGEX MATCH "^([A-Za-z]+) ([0-9]+)$" matched "${line}")
    if(NOT matched)
        message(FATAL_ERROR "${exports_list}: `${line}` is not a name and a number")
    endif()
    string(APPEND exports_macro " \\\n    X(${CMAKE_MATCH_1}, ${CMAKE_MATCH_2})")
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
# For the tests that find each by its name.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/exports.h CONTENT "${exports_macro}\n" @ONLY)

# A program whose own manifest depends on this assembly, and lies beside it, needs no registration.
# The classes are those that the public headers declare.
set(manifest_processor amd64)
if(CMAKE_SIZEOF_VOID_P EQUAL 4)
    set(manifest_processor x86)
endif()
set(manifest_classes "")
foreach(name CLSID_OlkAccountManager CLSID_OlkAccountEditor CLSID_OlkAccountHelper)
    file(GLOB headers ${CMAKE_CURRENT_SOURCE_DIR}/include/olkacct/*.h)
    set(digits "")
    foreach(path IN LISTS headers)
        file(READ ${path} text)
        string(REGEX MATCH "CLSID ${name} *= *{[^;]*;" declared "${text}")
        string(REGEX MATCHALL "0x[0-9A-Fa-f]+" numbers "${declared}")
        if(numbers)
            list(TRANSFORM numbers REPLACE "^0x" "")
            list(JOIN numbers "" digits)
        endif()
    endforeach()
    string(REGEX REPLACE "^(........)(....)(....)(....)(............)$"
        "{\\1-\\2-\\3-\\4-\\5}" class_id "${digits}")
    if(NOT class_id MATCHES "^{.*}$")
        message(FATAL_ERROR "${name}: no class id of 32 digits is declared for it (${digits})")
    endif()
    string(APPEND manifest_classes
        "    <comClass clsid=\"${class_id}\" threadingModel=\"Both\"/>\n")
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/olkacct.manifest.in
    ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/olkacct.manifest @ONLY)

target_sources(olkacct PRIVATE ${definition_file})
# Also for the tests, which load it under this name.
set_target_properties(olkacct PROPERTIES PREFIX "" OUTPUT_NAME olkacct VERSION "" SOVERSION "")
