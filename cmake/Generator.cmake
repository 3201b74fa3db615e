# make_hives: synthetic user hives for the tests and benchmarks that need real sizes. What makes
# them is a library, so that a test can ask where the parts of a hive lie.
include(Support)

set(generator_folder ${CMAKE_CURRENT_SOURCE_DIR}/bench/make_hives)
file(GLOB generator_sources CONFIGURE_DEPENDS ${generator_folder}/*.cc)
list(REMOVE_ITEM generator_sources ${generator_folder}/main.cc)
add_library(hive_generator STATIC ${generator_sources})
target_include_directories(hive_generator PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/bench)
target_link_libraries(hive_generator PUBLIC olkacct_test_support olkacct_static)

add_executable(make_hives ${generator_folder}/main.cc)
target_link_libraries(make_hives PRIVATE hive_generator)
