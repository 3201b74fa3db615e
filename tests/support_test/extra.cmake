# hivex reads back what the builder made; without it those tests say that they are skipped.
find_package(PkgConfig)
if(PKG_CONFIG_FOUND)
    pkg_check_modules(hivex IMPORTED_TARGET hivex)
endif()
if(TARGET PkgConfig::hivex)
    target_link_libraries(${test_program} PRIVATE PkgConfig::hivex)
    target_compile_definitions(${test_program} PRIVATE OLKACCT_HAVE_HIVEX)
endif()
