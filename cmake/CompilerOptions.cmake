# Language level, warnings and sanitizers of every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(OLKACCT_SANITIZE "" CACHE STRING "Value of -fsanitize= for every target, or empty")

add_compile_options(-Wall -Wextra -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees overlaps in std::string that cannot be (its bug 105651), and takes an empty
    # std::optional or std::variant that is moved or compared for one that is read.
    add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()

if(CMAKE_UNITY_BUILD)
    # g++ takes a class in the unnamed namespace of one of the files for one of a header.
    add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()

if(OLKACCT_SANITIZE)
    # Without recovery a finding ends the program, so no test passes over one.
    add_compile_options(-fsanitize=${OLKACCT_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    string(REPLACE "fuzzer-no-link," "" link_sanitizers ${OLKACCT_SANITIZE})
    add_link_options(-fsanitize=${link_sanitizers})
    # Linking some fifty test programs takes minutes otherwise.
    find_program(MOLD_PROGRAM mold)
    if(MOLD_PROGRAM)
        add_link_options(-fuse-ld=mold)
    endif()
endif()
