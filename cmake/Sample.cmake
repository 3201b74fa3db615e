# olkacct_sample: the sample hive of the tests, made by the build and linked into the command.
include(Support)

if(CMAKE_CROSSCOMPILING)
    # A program of another system cannot run while building: it makes the sample when it is asked for.
    add_library(olkacct_sample STATIC
        ${CMAKE_CURRENT_SOURCE_DIR}/tools/make_sample/sample_at_run_time.cc)
    target_include_directories(olkacct_sample PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(olkacct_sample PRIVATE olkacct_test_support)
    return()
endif()

set(sample_source ${CMAKE_BINARY_DIR}/generated/sample_hive.cc)
add_executable(make_sample ${CMAKE_CURRENT_SOURCE_DIR}/tools/make_sample/make_sample.cc)
target_link_libraries(make_sample PRIVATE olkacct_test_support olkacct_static)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
add_custom_command(
    OUTPUT ${sample_source}
    COMMAND make_sample ${sample_source}
    DEPENDS make_sample
    COMMENT "Making the sample hive"
    VERBATIM)
add_library(olkacct_sample STATIC ${sample_source})
target_include_directories(olkacct_sample PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
