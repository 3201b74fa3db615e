# cpack: a Debian package, and of the build for Windows a zip. Usage, in a finished build folder:
# `cpack`.
if(OLKACCT_FUZZ)
    return()
endif()
set(CPACK_PACKAGE_NAME olkacct)
set(CPACK_PACKAGE_VENDOR olkacct)
set(CPACK_PACKAGE_CONTACT "the olkacct project <olkacct@localhost>")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
if(WIN32)
    set(CPACK_GENERATOR ZIP)
    set(CPACK_SYSTEM_NAME windows-${CMAKE_SYSTEM_PROCESSOR})
else()
    set(CPACK_GENERATOR DEB)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_SECTION mail)
    # What the shared library needs; the command is linked without shared libraries.
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libexpected-dev, pkg-config")
    set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
        "reads and changes the accounts of Outlook profiles
 A command and a library that implement the Outlook Account Management API without Outlook: they list,
 repair, make and move the mail accounts in registry hives, registry exports and databases of their own.")
endif()
include(CPack)
