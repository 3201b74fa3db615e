# What `cmake --install` leaves: the shared library, its headers, the command, and the two ways a
# client's build finds them (CMake package config, pkg-config). For Windows one folder holds what
# programs look for beside each other.
if(OLKACCT_FUZZ)
    return()
endif()

install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
if(WIN32)
    install(TARGETS olkacct olkacct_command RUNTIME DESTINATION . ARCHIVE DESTINATION lib)
    install(FILES ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/olkacct.manifest
        ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE DESTINATION .)
    install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/docs/windows.md RENAME README.md DESTINATION .)
    return()
endif()
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/olkacct)
install(TARGETS olkacct EXPORT olkacct_targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS olkacct_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${pages_folder}/olkacct.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${pages_folder}/olkacct.bash RENAME olkacct
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages_folder}/_olkacct DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${pages_folder}/olkacct.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT olkacct_targets NAMESPACE olkacct:: FILE olkacctTargets.cmake
        DESTINATION ${package_folder})
configure_package_config_file(
    ${CMAKE_CURRENT_SOURCE_DIR}/cmake/olkacctConfig.cmake.in
    ${CMAKE_BINARY_DIR}/olkacctConfig.cmake INSTALL_DESTINATION ${package_folder})
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/olkacctConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/olkacctConfig.cmake ${CMAKE_BINARY_DIR}/olkacctConfigVersion.cmake
        DESTINATION ${package_folder})

# Relative, so that the file is right under any prefix given at install time.
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_prefix ${pc_prefix})
configure_file(${CMAKE_CURRENT_SOURCE_DIR}/cmake/olkacct.pc.in ${CMAKE_BINARY_DIR}/olkacct.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/olkacct.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
