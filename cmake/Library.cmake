# The library: compiled once, linked twice. Tests and the command take the static form, which also
# shows them what is not exported; clients take the shared one.
file(GLOB_RECURSE library_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cc)

# Behind registry/sqlite. Nothing of them shows in our headers.
find_package(SQLite3 REQUIRED)
find_library(SODIUM_LIBRARY sodium REQUIRED)
find_path(SODIUM_INCLUDE_DIR sodium.h REQUIRED)
set(store_libraries SQLite::SQLite3 ${SODIUM_LIBRARY})

# Without shared libraries the command starts in half the time; a scan of a few files is mostly
# start. Sanitizers need the shared ones.
if(OLKACCT_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    set(static_command OFF)
else()
    set(static_command ON)
endif()
option(OLKACCT_STATIC_COMMAND "Link the command without shared libraries" ${static_command})

# A static program cannot take the .so files that the searches above prefer, so then our static form
# brings the archives, and what these call.
set(static_store_libraries ${store_libraries})
if(OLKACCT_STATIC_COMMAND)
    find_library(SQLITE3_ARCHIVE libsqlite3.a REQUIRED)
    find_library(SODIUM_ARCHIVE libsodium.a REQUIRED)
    set(static_store_libraries
        ${SQLITE3_ARCHIVE} ${SODIUM_ARCHIVE} Threads::Threads m ${CMAKE_DL_LIBS})
endif()

add_library(olkacct_objects OBJECT ${library_sources})
set_target_properties(olkacct_objects PROPERTIES POSITION_INDEPENDENT_CODE ON LINKER_LANGUAGE CXX)
# Nobody is meant to replace a function of the library by its name, so its calls may be inlined.
target_compile_options(olkacct_objects PRIVATE -fno-semantic-interposition)
target_include_directories(olkacct_objects
    PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src ${SODIUM_INCLUDE_DIR})
target_link_libraries(olkacct_objects PUBLIC tl::expected Threads::Threads PRIVATE SQLite::SQLite3)

add_library(olkacct_static STATIC $<TARGET_OBJECTS:olkacct_objects>)
set_target_properties(olkacct_static PROPERTIES LINKER_LANGUAGE CXX)
target_include_directories(olkacct_static
    PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR}/src)
target_link_libraries(olkacct_static PUBLIC tl::expected Threads::Threads
    PRIVATE ${static_store_libraries})

if(NOT OLKACCT_FUZZ)
    add_library(olkacct SHARED $<TARGET_OBJECTS:olkacct_objects>)
    set_target_properties(olkacct PROPERTIES
        LINKER_LANGUAGE CXX
        VERSION ${PROJECT_VERSION}
        SOVERSION 0)
    target_include_directories(olkacct INTERFACE
        $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>
        $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_link_libraries(olkacct PUBLIC tl::expected
        PRIVATE Threads::Threads ${store_libraries})
endif()
