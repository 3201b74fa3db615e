# The page docs/properties.md: the test compares it, the program writes it.
target_sources(${test_program} PRIVATE ${folder}/page/properties_page.cc)
add_executable(write_properties_page EXCLUDE_FROM_ALL
    ${folder}/page/properties_page.cc ${folder}/page/write_properties_page.cc)
target_link_libraries(write_properties_page PRIVATE olkacct_test_support olkacct_static)
