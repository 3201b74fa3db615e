# The command. All of it but main.cc is a library too, so that tests/apps can call its pieces.
file(GLOB command_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/*.cc)
list(REMOVE_ITEM command_sources ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/main.cc)
if(OLKACCT_FUZZ)
    return()
endif()

include(Sample)
include(SystemSources)
keep_sources_of_this_system(command_sources)

if(WIN32)
    set(command_libraries shell32)
endif()

add_library(olkacct_command_static STATIC ${command_sources})
target_include_directories(olkacct_command_static PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(olkacct_command_static
    PUBLIC olkacct_static olkacct_sample
    PRIVATE CLI11::CLI11 ${command_libraries})
target_compile_definitions(olkacct_command_static PRIVATE
    OLKACCT_VERSION="${PROJECT_VERSION}"
    # mingw has localtime_r only for who asks for it.
    $<$<BOOL:${WIN32}>:_POSIX_THREAD_SAFE_FUNCTIONS>)

add_executable(olkacct_command ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/main.cc)
set_target_properties(olkacct_command PROPERTIES OUTPUT_NAME olkacct)
target_link_libraries(olkacct_command PRIVATE olkacct_command_static)

if(OLKACCT_STATIC_COMMAND)
    target_link_options(olkacct_command PRIVATE -static)
endif()

# Made on the system that builds.
if(CMAKE_CROSSCOMPILING)
    return()
endif()

# What is made from the command's tables: the man page and the completions.
add_executable(olkacct_pages ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct_pages/main.cc)
target_link_libraries(olkacct_pages PRIVATE olkacct_command_static)
set(pages_folder ${CMAKE_BINARY_DIR}/pages)
set(page_files ${pages_folder}/olkacct.1 ${pages_folder}/olkacct.bash ${pages_folder}/_olkacct
    ${pages_folder}/olkacct.fish ${pages_folder}/exit-codes.md)
file(MAKE_DIRECTORY ${pages_folder})
add_custom_command(
    OUTPUT ${page_files}
    COMMAND olkacct_pages ${pages_folder}
    DEPENDS olkacct_pages
    COMMENT "Making the man page and the completions"
    VERBATIM)
add_custom_target(pages ALL DEPENDS ${page_files})
