# What tests, fuzz targets and their corpus makers share: tests/support as one static library. It
# is also behind the built-in sample, so it must do without a test framework.
include_guard(GLOBAL)
file(GLOB_RECURSE support_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/support/*.cc)
include(SystemSources)
keep_sources_of_this_system(support_sources)
add_library(olkacct_test_support STATIC ${support_sources})
target_link_libraries(olkacct_test_support PUBLIC olkacct_static)
target_include_directories(olkacct_test_support PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/tests)
