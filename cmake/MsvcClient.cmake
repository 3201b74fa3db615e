# client_every_slot_msvc: the client every_slot compiled by clang for the ABI of Microsoft's compiler,
# and linked to the DLL that g++ made. Of mingw it takes the headers of Windows, which the compiler
# of Microsoft would bring itself.
find_program(CLANG_PROGRAM NAMES clang++ clang++-14)
if(NOT CLANG_PROGRAM)
    message(NOTICE "*** client_every_slot_msvc is not built: clang is missing ***")
    return()
endif()

set(msvc_includes "")
foreach(folder IN LISTS CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    # Those of g++ itself are not for clang, which has its own.
    if(folder MATCHES "/c\\+\\+|/usr/${CMAKE_SYSTEM_PROCESSOR}-w64-mingw32/")
        list(APPEND msvc_includes -isystem ${folder})
    endif()
endforeach()
# What mingw's headers expect of their own compiler.
set(msvc_options -U_MSC_VER -fno-ms-compatibility)
if(CMAKE_SIZEOF_VOID_P EQUAL 4)
    list(APPEND msvc_options -D_X86_=1)
endif()

set(msvc_source ${CMAKE_CURRENT_SOURCE_DIR}/tests/clients/every_slot/main.cc)
set(msvc_object ${CMAKE_BINARY_DIR}/generated/every_slot_msvc.obj)
add_custom_command(
    OUTPUT ${msvc_object}
    COMMAND ${CLANG_PROGRAM} --target=${CMAKE_SYSTEM_PROCESSOR}-pc-windows-msvc -std=c++20 -O1
        -Wall -Wextra -Werror -fno-exceptions -fno-rtti ${msvc_options} ${msvc_includes}
        -I${CMAKE_CURRENT_SOURCE_DIR}/include -MD -MF ${msvc_object}.d
        -c ${msvc_source} -o ${msvc_object}
    DEPENDS ${msvc_source}
    DEPFILE ${msvc_object}.d
    COMMENT "Compiling every_slot for the ABI of Microsoft's compiler"
    VERBATIM)
set_source_files_properties(${msvc_object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
add_executable(client_every_slot_msvc ${msvc_object})
set_target_properties(client_every_slot_msvc PROPERTIES LINKER_LANGUAGE CXX)
target_link_libraries(client_every_slot_msvc PRIVATE olkacct ole32 uuid)
