# Commands over many files at once, apart from the other commands so that only these must be built
# with the thread sanitizer.
target_sources(${test_program} PRIVATE ${tests_root}/apps/olkacct/command_runner.cc)
