# What tests, fuzz targets and their corpus makers share: tests/support as one static library.
# Included by each of them; the library exists once.
if(NOT TARGET olkacct_test_support)
    file(GLOB_RECURSE support_sources CONFIGURE_DEPENDS
         ${CMAKE_CURRENT_SOURCE_DIR}/tests/support/*.cc)
    if(NOT support_sources)
        file(TOUCH ${CMAKE_BINARY_DIR}/empty.cc)
        set(support_sources ${CMAKE_BINARY_DIR}/empty.cc)
    endif()
    add_library(olkacct_test_support STATIC ${support_sources})
    target_link_libraries(olkacct_test_support PUBLIC olkacct_static)
    target_include_directories(olkacct_test_support PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/tests)
endif()
