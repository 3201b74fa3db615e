# The test programs for Windows, which tests/wine runs. Debian has no GoogleTest for mingw, but its
# sources.
set(BUILD_GMOCK OFF)
set(INSTALL_GTEST OFF)
set(gtest_force_shared_crt ON)
add_subdirectory(/usr/src/googletest ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
include(Support)

set(tests_root ${CMAKE_CURRENT_SOURCE_DIR}/tests)
foreach(name base/windows conformance conformance/mapi registry/windows processes notifications)
    set(folder ${tests_root}/${name})
    string(REPLACE "/" "_" test_program test_${name})
    file(GLOB folder_sources CONFIGURE_DEPENDS ${folder}/*.cc)
    add_executable(${test_program} ${folder_sources})
    # Those of the interfaces call the DLL; only what makes their sources is linked in.
    if(name MATCHES "^conformance")
        target_link_libraries(${test_program} PRIVATE olkacct)
    endif()
    target_link_libraries(${test_program} PRIVATE olkacct_test_support olkacct_static gtest_main)
    # They run once.
    target_compile_options(${test_program} PRIVATE -O0)
    if(EXISTS ${folder}/extra.cmake)
        include(${folder}/extra.cmake)
    endif()
endforeach()
