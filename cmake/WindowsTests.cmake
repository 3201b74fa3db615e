# The test programs for Windows, which tests/wine runs. Debian has no GoogleTest for mingw, but its
# sources.
set(BUILD_GMOCK OFF)
set(INSTALL_GTEST OFF)
set(gtest_force_shared_crt ON)
add_subdirectory(/usr/src/googletest ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
include(Support)

# Finds the library as programs do that are not linked to it.
enable_language(ASM)
add_library(mapi_stub STATIC ${CMAKE_CURRENT_SOURCE_DIR}/tests/stub/mapi_stub.cc
    ${CMAKE_CURRENT_SOURCE_DIR}/tests/stub/mapi_functions.S)
target_include_directories(mapi_stub PRIVATE ${CMAKE_BINARY_DIR}/generated)

set(tests_root ${CMAKE_CURRENT_SOURCE_DIR}/tests)
# They run once. Unoptimised they would take longer to link, by every inline function that is kept.
set(test_options -O1)
foreach(name base/windows conformance conformance/mapi registry/windows processes notifications)
    set(folder ${tests_root}/${name})
    string(REPLACE "/" "_" program test_${name})
    # Compiled once, linked twice; extra.cmake adds to this.
    set(test_program ${program}_objects)
    file(GLOB folder_sources CONFIGURE_DEPENDS ${folder}/*.cc)
    add_library(${test_program} OBJECT ${folder_sources})
    target_link_libraries(${test_program} PRIVATE olkacct_test_support olkacct_static gtest_main)
    target_compile_options(${test_program} PRIVATE ${test_options})
    if(EXISTS ${folder}/extra.cmake)
        include(${folder}/extra.cmake)
    endif()

    # Those of the interfaces call the DLL, and only what makes their sources is linked in.
    set(library "")
    if(name MATCHES "^conformance")
        set(library olkacct)
        add_executable(${program}_stub $<TARGET_OBJECTS:${test_program}>)
        target_link_libraries(${program}_stub PRIVATE
            mapi_stub olkacct_test_support olkacct_static gtest_main)
    endif()
    add_executable(${program} $<TARGET_OBJECTS:${test_program}>)
    target_link_libraries(${program} PRIVATE
        ${library} olkacct_test_support olkacct_static gtest_main)
endforeach()

# What bench/windows_start.cc compares.
foreach(program client trivial)
    add_executable(bench_${program} ${CMAKE_CURRENT_SOURCE_DIR}/bench/windows_start/${program}.cc)
    target_link_libraries(bench_${program} PRIVATE ole32)
endforeach()
target_link_libraries(bench_client PRIVATE olkacct)
