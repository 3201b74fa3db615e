# olkacct_sample: the sample hive of the tests, made by the build and linked into the command.
include(Support)

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
