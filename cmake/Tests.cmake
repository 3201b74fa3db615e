# One test program a folder under tests/ that holds *_test.cc files.
#
# A folder may also hold
#   labels.txt    words that become the ctest labels of its program
#   extra.cmake   included with `test_program` set, for helper programs and further libraries
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)
include(Support)

set(tests_root ${CMAKE_CURRENT_SOURCE_DIR}/tests)
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${tests_root}/*_test.cc)
keep_sources_of_this_system(test_sources)
set(test_folders "")
foreach(source IN LISTS test_sources)
    cmake_path(GET source PARENT_PATH folder)
    list(APPEND test_folders ${folder})
endforeach()
list(REMOVE_DUPLICATES test_folders)

# What a test program may ask its environment: the command under test and the folders it works in.
# OLKACCT_SHARED is the caller's and is passed through.
set(test_environment
    OLKACCT_SOURCE_DIR=${CMAKE_CURRENT_SOURCE_DIR}
    OLKACCT_BUILD_DIR=${CMAKE_BINARY_DIR}
    # The undo journal of the commands that tests run.
    XDG_STATE_HOME=${CMAKE_BINARY_DIR}/test-state)
if(TARGET olkacct_command)
    list(APPEND test_environment OLKACCT_COMMAND=$<TARGET_FILE:olkacct_command>)
endif()

# A third of the time of scripts/test went into optimising tests, which run once. What is undefined is
# looked for in what they test, which is the libraries.
set(test_options -O0)
if(OLKACCT_SANITIZE MATCHES undefined)
    list(APPEND test_options -fno-sanitize=undefined)
endif()

foreach(folder IN LISTS test_folders)
    file(RELATIVE_PATH name ${tests_root} ${folder})
    if(name MATCHES "^(fuzz|support)(/|$)")
        continue()
    endif()
    string(REPLACE "/" "_" test_program test_${name})
    # The folder "tests/" itself has an empty relative name and no program.
    if(test_program STREQUAL "test_")
        message(FATAL_ERROR "A test stands in tests/ itself: put it into a folder")
    endif()

    file(GLOB folder_sources CONFIGURE_DEPENDS ${folder}/*.cc)
    add_executable(${test_program} ${folder_sources})
    target_link_libraries(${test_program} PRIVATE
        olkacct_test_support olkacct_static GTest::gmock GTest::gtest_main)
    if(name MATCHES "^apps(/|$)" AND TARGET olkacct_command_static)
        target_link_libraries(${test_program} PRIVATE
            olkacct_command_static nlohmann_json::nlohmann_json)
    endif()
    if(TARGET olkacct_command)
        add_dependencies(${test_program} olkacct_command)
    endif()
    if(OLKACCT_SANITIZE)
        target_compile_options(${test_program} PRIVATE ${test_options})
    endif()
    add_test(NAME ${test_program} COMMAND ${test_program}
             WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    set_tests_properties(${test_program} PROPERTIES ENVIRONMENT "${test_environment}")

    if(EXISTS ${folder}/labels.txt)
        file(STRINGS ${folder}/labels.txt labels)
        string(REPLACE " " ";" labels "${labels}")
        set_tests_properties(${test_program} PROPERTIES LABELS "${labels}")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/labels.txt)
    endif()
    if(EXISTS ${folder}/extra.cmake)
        include(${folder}/extra.cmake)
    endif()
endforeach()
