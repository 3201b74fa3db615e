target_sources(${test_program} PRIVATE
    ${tests_root}/profile/profile_content.cc ${tests_root}/profile/edit/edit_sample.cc)
