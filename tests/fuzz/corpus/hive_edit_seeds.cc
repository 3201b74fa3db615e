// Every seed of hives with a script of edits: one that makes each step, and random ones.
#include <random>

#include "fuzz/corpus/seeds.h"
#include "support/edit_script.h"

namespace olkacct::test {

namespace {

constexpr std::size_t longest_random = 24;

void add(Bytes& script, EditStep step, unsigned key, unsigned first = 0, unsigned second = 0) {
    for (const unsigned part : {static_cast<unsigned>(step), key, first, second}) {
        script.push_back(static_cast<std::byte>(part));
    }
}

Bytes every_step() {
    Bytes script;
    add(script, EditStep::look, 0);
    add(script, EditStep::look, 1);
    add(script, EditStep::set_value, 1, 9, 250);
    add(script, EditStep::set_value, 2, 3, 4);
    add(script, EditStep::replace_value, 1, 0, 200);
    add(script, EditStep::delete_value, 2, 0);
    add(script, EditStep::create_key, 0, 17);
    add(script, EditStep::create_keys, 1, 12);
    add(script, EditStep::set_class_name, 3, 30);
    add(script, EditStep::set_security, 2, 3, 4);
    add(script, EditStep::delete_key, 2);
    return script;
}

Bytes random_steps(std::mt19937& random) {
    Bytes script;
    add(script, EditStep::look, 0);
    for (auto count = 1 + random() % longest_random; count > 0; --count) {
        add(script, static_cast<EditStep>(random() % edit_step_count), random() % 16,
            random() % 256, random() % 256);
    }
    return script;
}

}  // namespace

std::vector<Seed> hive_edit_seeds() {
    std::mt19937 random(1);
    std::vector<Seed> seeds;
    for (const auto& hive : hive_seeds()) {
        const auto frame = unpack_frame(hive.bytes);
        const bool is_hostile = hive.name.find("hostile") != std::string::npos;
        if (!is_hostile) {
            seeds.push_back({hive.name, pack_edits({.script = every_step(), .frame = frame})});
        }
        seeds.push_back(
            {hive.name + "-random", pack_edits({.script = random_steps(random), .frame = frame})});
    }
    return seeds;
}

}  // namespace olkacct::test
