# The libraries that are headers only. A cross build must not see /usr/include, which belongs to
# another system, so it takes copies of just these.
if(NOT CMAKE_CROSSCOMPILING)
    find_package(tl-expected REQUIRED)
    find_package(CLI11 REQUIRED)
    return()
endif()

set(header_libraries ${CMAKE_BINARY_DIR}/header-libraries)
foreach(library tl CLI nlohmann toml++)
    if(NOT EXISTS /usr/include/${library})
        message(FATAL_ERROR "/usr/include/${library} is missing: run scripts/setup")
    endif()
    file(COPY /usr/include/${library} DESTINATION ${header_libraries})
endforeach()
foreach(library tl::expected CLI11::CLI11)
    add_library(${library} INTERFACE IMPORTED)
    target_include_directories(${library} SYSTEM INTERFACE ${header_libraries})
endforeach()
