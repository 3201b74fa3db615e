// Running edits on a store in memory.
#include "profile/edit/edit_sample.h"

#include <gtest/gtest.h>

#include "olkacct/text.h"
#include "registry/memory/memory_store.h"

namespace olkacct::test {

Editor memory_editor(const Content& content) {
    return Editor(registry::make_memory_store("m", testing_support::to_tree(content)));
}

Profile profile_of(const Editor& editor) {
    auto contents = editor.source().read({.services = true});
    if (!contents || contents->profiles.size() != 1) {
        ADD_FAILURE() << "there is not one profile";
        return {};
    }
    return std::move(contents->profiles.front());
}

Plan run(const Editor& editor, const Edit& edit) {
    auto plan = editor.run(edit);
    if (!plan) {
        ADD_FAILURE() << plan.error().what << " (" << plan.error().where << ")";
        return {};
    }
    return std::move(*plan);
}

ErrorCode refused(const Editor& editor, const Edit& edit) {
    const auto before = testing_support::read_all(editor.source().store());
    const auto done = editor.run(edit);
    if (done) {
        return ErrorCode::ok;
    }
    EXPECT_EQ(testing_support::read_all(editor.source().store()), before);
    EXPECT_FALSE(done.error().what.empty());
    return done.error().code;
}

std::vector<std::string> touched(const Plan& plan) {
    std::vector<std::string> names;
    for (const Change& change : plan.changes) {
        const auto& value = change.after ? change.after : change.before;
        names.push_back(value ? to_display(value->name)
                              : to_display(change.key.substr(change.key.rfind(u'\\') + 1)) + '\\');
    }
    return names;
}

}  // namespace olkacct::test
