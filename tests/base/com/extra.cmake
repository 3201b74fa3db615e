# Defines what windows.h does, before any header of ours.
set_source_files_properties(${folder}/windows_macros_test.cc
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
