# make_hives: synthetic user hives for the tests and benchmarks that need real sizes.
include(Support)

file(GLOB generator_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/bench/make_hives/*.cc)
add_executable(make_hives ${generator_sources})
target_link_libraries(make_hives PRIVATE olkacct_test_support olkacct_static)
