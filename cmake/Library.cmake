# The library: compiled once, linked twice. Tests and the command take the static form, which also
# shows them what is not exported; clients take the shared one.
file(GLOB_RECURSE library_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cc)
include(SystemSources)
keep_sources_of_this_system(library_sources)

if(WIN32)
    # Debian has neither SQLite nor libsodium for mingw. The run time goes in whole: a DLL must not
    # depend on the folder of whoever loads it.
    set(store_libraries advapi32 bcrypt crypt32 ntdll ole32)
    set(static_store_libraries ${store_libraries})
    add_link_options(-static)
else()
    include(StoreLibraries)
endif()

add_library(olkacct_objects OBJECT ${library_sources})
set_target_properties(olkacct_objects PROPERTIES POSITION_INDEPENDENT_CODE ON LINKER_LANGUAGE CXX
                      UNITY_BUILD_MODE GROUP)
# A folder at a time: who links the static form takes no more in than the layers it calls.
foreach(source IN LISTS library_sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/src)
    string(MAKE_C_IDENTIFIER ${folder} group)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
endforeach()
# Nobody is meant to replace a function of the library by its name, so its calls may be inlined.
target_compile_options(olkacct_objects PRIVATE -fno-semantic-interposition)
target_include_directories(olkacct_objects
    PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src ${SODIUM_INCLUDE_DIR})
target_link_libraries(olkacct_objects
    PUBLIC tl::expected Threads::Threads
    PRIVATE $<TARGET_NAME_IF_EXISTS:SQLite::SQLite3>)

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
    if(WIN32)
        include(WindowsLibrary)
    endif()
endif()
