// olkacct copy
#include <algorithm>
#include <memory>
#include <vector>

#include "change_source.h"
#include "commands.h"
#include "new_id.h"
#include "new_target.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "one_profile.h"
#include "property_words.h"

namespace olkacct::app {
namespace {

struct Journey {
    AccountRef from;
    std::string target;
    ProfileRef to;
    /// Both profiles are in one file, so that a move is one edit.
    bool one_file = false;
    bool move = false;
};

Result<Journey> understand_journey(const Arguments& arguments) {
    const auto id = parse_id(arguments.words.front(), "copy");
    if (!id) {
        return tl::unexpected(id.error());
    }
    const RawArguments& raw = arguments.raw;
    Journey out;
    out.from = {profile_ref(arguments), *id};
    out.target =
        raw.given(OptionId::copy_to) ? raw.values(OptionId::copy_to).back() : arguments.source;
    if (raw.given(OptionId::to_profile)) {
        out.to.name = from_wtf8(raw.values(OptionId::to_profile).back());
    }
    out.to.root = arguments.to_root;
    out.one_file = out.target == arguments.source || is_same_file(out.target, arguments.source);
    out.move = raw.given(OptionId::move);
    if (!raw.given(OptionId::copy_to) && out.to.name.empty() && !out.to.root) {
        return fail(ErrorCode::bad_usage, "--to, --to-profile or --to-root is needed", "copy");
    }
    return out;
}

// What would be lost by deleting the original keeps it.
Result<void> delete_original(const Arguments& arguments, const Journey& journey, const Plan& copied,
                             UndoEntry& undo, Output& output) {
    const bool all_travelled = std::ranges::find(copied.remarks, RemarkKind::not_copied,
                                                 &Remark::kind) == copied.remarks.end();
    if (!all_travelled) {
        return fail(ErrorCode::not_supported_by_store,
                    "the account was copied, but not all of it could travel, so the original "
                    "stays: delete it where what was left behind does not matter",
                    arguments.source);
    }
    return change_source(arguments, arguments.source,
                         in_one_profile(journey.from.profile, edits::delete_account(journey.from)),
                         undo, output)
        .map([](const Plan&) {});
}

}  // namespace

Result<void> run_copy(const Arguments& arguments, Output& output) {
    const auto journey = understand_journey(arguments);
    if (!journey) {
        return tl::unexpected(journey.error());
    }
    const auto taken = Source::open(arguments.source).and_then([&](const Source& source) {
        return refuse_ambiguous(source, journey->from.profile).and_then([&] {
            return edits::take_account(source, journey->from);
        });
    });
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    const auto id = std::make_shared<std::uint32_t>(0);
    std::vector<Edit> all = {in_one_profile(
        journey->to, edits::put_account(journey->to, *taken, journey->one_file, id))};
    if (journey->move && journey->one_file) {
        all.push_back(in_one_profile(journey->from.profile, edits::delete_account(journey->from)));
    }
    UndoEntry undo = undo_entry_of(arguments);
    const auto plan =
        change_source(arguments, journey->target, edits::sequence(std::move(all)), undo, output);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    print_new_id(arguments, journey->target, *id, output);
    return journey->move && !journey->one_file
               ? delete_original(arguments, *journey, *plan, undo, output)
               : Result<void>();
}

}  // namespace olkacct::app
