# What stands behind registry/sqlite. Nothing of it shows in our headers.
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
