// Hives of every shape and state, and hostile copies of them.
#include "fuzz/corpus/seeds.h"
#include "support/dirty_states.h"
#include "support/hive_frame.h"
#include "support/outlook_sample.h"

namespace olkacct::test {

namespace {

constexpr std::size_t copies_of_each_shape = 12;
constexpr std::size_t copies_of_each_state = 4;

// Every kind of name, value and list in a hive as small as can be.
Bytes dense_hive(std::uint32_t minor_version, ListKind kind, std::size_t leaf_capacity) {
    HiveBuilder hive({.minor_version = minor_version,
                      .list_kind = kind,
                      .leaf_capacity = leaf_capacity,
                      .descriptors = {plain_descriptor(), plain_descriptor()}});
    for (const auto* name : {u"a", u"B\u00FCro", u"\u0410\u0440", u"\xD800", u"\xDC00x", u"\r\n",
                             u"\U0001F600", u"long name that is longer than others"}) {
        const auto key = hive.add_key(HiveBuilder::root, name, 1);
        hive.set_text(key, name, name);
        hive.set_class(key, name);
    }
    hive.set_text(HiveBuilder::root, u"", u"default");
    hive.set_value(HiveBuilder::root, u"odd", registry_type::sz, hex_bytes("410042"));
    hive.set_value(HiveBuilder::root, u"type", 0xFFFFFFFF, hex_bytes("0102"));
    hive.set_binary(HiveBuilder::root, u"big", Bytes(16345, std::byte{3}));
    hive.add_path(HiveBuilder::root, u"d\\e\\e\\p\\e\\r");
    return hive.file();
}

std::vector<Seed> shapes() {
    std::vector<Seed> seeds;
    for (const std::uint32_t minor : {3U, 4U, 5U, 6U}) {
        for (const auto kind : {ListKind::li, ListKind::lf, ListKind::lh}) {
            const auto name =
                "dense-" + std::to_string(minor) + "-" + std::to_string(static_cast<int>(kind));
            seeds.push_back({name, dense_hive(minor, kind, 507)});
            seeds.push_back({name + "-ri", dense_hive(minor, kind, 3)});
        }
    }
    seeds.push_back({"sample", outlook_sample_hive()});
    seeds.push_back({"sample-rare", outlook_sample_hive({.hotmail = true, .eas = true})});
    seeds.push_back({"sample-2010",
                     outlook_sample_hive({.hive = {.minor_version = 3, .list_kind = ListKind::lf},
                                          .roots = {ProfileRoot::windows_messaging_nt},
                                          .offset_width = 4})});
    seeds.push_back({"sample-roots",
                     outlook_sample_hive({.roots = {ProfileRoot::windows_messaging_9x,
                                                    ProfileRoot::office_15, ProfileRoot::office_16},
                                          .profiles = {u"One", u"Two"}})});
    return seeds;
}

HiveFrame frame_of(const DirtyState& state) {
    return {.primary = state.primary, .log1 = state.log1, .log2 = state.log2};
}

std::vector<DirtyState> all_states() {
    auto states = new_format_states();
    for (auto& state : old_format_states()) {
        state.name = "old " + state.name;
        states.push_back(std::move(state));
    }
    return states;
}

}  // namespace

std::vector<Seed> hive_seeds() {
    std::vector<Seed> seeds;
    std::uint32_t salt = 1;
    const auto add = [&seeds](const std::string& name, const HiveFrame& frame) {
        seeds.push_back({name, pack_frame(frame)});
    };
    for (const auto& shape : shapes()) {
        add(shape.name, {.primary = shape.bytes});
        std::size_t index = 0;
        for (auto& copy : hostile_copies(shape.bytes, copies_of_each_shape, ++salt)) {
            // Behind a right checksum, the damage is met deeper inside.
            add(shape.name + "-hostile-" + std::to_string(index),
                {.primary = std::move(copy), .reseal_primary = index % 4 != 0});
            ++index;
        }
    }
    for (const auto& state : all_states()) {
        const auto frame = frame_of(state);
        add(state.name, frame);
        const auto& log = state.log1 && !state.log1->empty() ? frame.log1 : frame.log2;
        if (!log) continue;
        for (auto& copy : hostile_copies(*log, copies_of_each_state, ++salt)) {
            add(state.name + "-hostile-" + std::to_string(salt) + "-" +
                    std::to_string(seeds.size()),
                {.primary = frame.primary,
                 .log1 = std::move(copy),
                 .log2 = frame.log2,
                 .reseal_logs = true});
        }
    }
    return seeds;
}

}  // namespace olkacct::test
