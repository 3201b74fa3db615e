# The command. All of it but main.cc is a library too, so that tests/apps can call its pieces.
file(GLOB command_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/*.cc)
list(REMOVE_ITEM command_sources ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/main.cc)

if(NOT OLKACCT_FUZZ)
    include(Sample)
endif()

if(command_sources AND NOT OLKACCT_FUZZ)
    find_package(CLI11 REQUIRED)
    find_package(nlohmann_json REQUIRED)
    add_library(olkacct_command_static STATIC ${command_sources})
    target_include_directories(olkacct_command_static
        PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(olkacct_command_static
        PUBLIC olkacct_static olkacct_sample
        PRIVATE CLI11::CLI11 nlohmann_json::nlohmann_json)
    target_compile_definitions(olkacct_command_static
        PRIVATE OLKACCT_VERSION="${PROJECT_VERSION}")
endif()

if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/main.cc AND NOT OLKACCT_FUZZ)
    add_executable(olkacct_command ${CMAKE_CURRENT_SOURCE_DIR}/apps/olkacct/main.cc)
    set_target_properties(olkacct_command PROPERTIES OUTPUT_NAME olkacct)
    target_link_libraries(olkacct_command PRIVATE olkacct_static)
    if(TARGET olkacct_command_static)
        target_link_libraries(olkacct_command PRIVATE olkacct_command_static)
    endif()
endif()
