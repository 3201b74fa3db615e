#include "peers/account_edits.h"

#include <algorithm>
#include <array>

#include "registry/apply_changes.h"

namespace olkacct::test {
namespace {

namespace tag {
constexpr std::uint32_t name = 0x0002001F;
constexpr std::uint32_t email = 0x000C001F;
constexpr std::uint32_t server = 0x0100001F;
constexpr std::uint32_t user = 0x0101001F;
constexpr std::uint32_t smtp_server = 0x0200001F;
}  // namespace tag

struct Kind {
    AccountKind kind;
    const char* what;
    bool has_server;
};

constexpr std::array kinds = {
    Kind{AccountKind::pop3, "create a POP3 account", true},
    Kind{AccountKind::data_file, "create a data file", false},
    Kind{AccountKind::address_book, "create an address book", false},
    Kind{AccountKind::imap, "create an IMAP account", true},
    Kind{AccountKind::exchange, "create an Exchange account", false},
    Kind{AccountKind::eas, "create an ActiveSync account", true},
    Kind{AccountKind::hotmail, "create an HTTP account", true},
    Kind{AccountKind::ldap, "create an LDAP account", false},
};

constexpr std::array roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::windows_messaging_9x,
                              ProfileRoot::office_15, ProfileRoot::office_16};

ProfileRef ref_of(const Profile& profile) { return {.name = profile.name, .root = profile.root}; }

// Of a draw that does not fit what is there: a second address book, a name that is too long.
bool may_be_refused(ErrorCode code) {
    return code == ErrorCode::already_exists || code == ErrorCode::invalid_argument;
}

}  // namespace

std::vector<std::string> AccountEdits::names() {
    std::vector<std::string> all = {
        "copy an account",  "set properties",         "delete an account", "set the order",
        "set the default",  "create a profile",       "copy a profile",    "rename a profile",
        "delete a profile", "set the default profile"};
    for (const Kind& kind : kinds) all.emplace_back(kind.what);
    return all;
}

void AccountEdits::run_edit(const Edit& edit, const std::string& what) {
    const auto plan = editor_.run(edit);
    if (!plan && may_be_refused(plan.error().code)) {
        record_.story += "; " + what + " refused: " + plan.error().what;
        return;
    }
    record_.story += "; " + what;
    ++record_.made[what];
    const auto memory = must(memory_.begin_write());
    auto changes = must(plan).changes;
    // Which a store in memory does not keep.
    for (Change& change : changes) change.descriptor.clear();
    must(registry::apply_changes(*memory, changes, [](const Change&) { return false; }));
    must(memory->commit());
    for (const Change& change : plan->changes) {
        record_.touched.insert({change.key, parent_of(change.key)});
    }
}

std::vector<Profile> AccountEdits::read() const { return must(editor_.source().read()).profiles; }

Profile AccountEdits::read(const ProfileRef& ref) const {
    const auto profiles = read();
    const auto found = std::ranges::find_if(profiles, [&](const Profile& profile) {
        return profile.name == ref.name && profile.root == ref.root;
    });
    if (found == profiles.end()) throw std::runtime_error("a profile is gone");
    return *found;
}

ProfileRef AccountEdits::new_profile() {
    return {.name = draws_.name(),
            .root = roots[draws_.below(static_cast<std::uint32_t>(roots.size()))]};
}

void AccountEdits::run() {
    if (read().empty()) run_edit(edits::create_profile(new_profile()), "create a profile");
    const auto profiles = read();
    if (profiles.empty()) return;
    const ProfileRef chosen = ref_of(draws_.one_of(profiles));
    create_account(read(chosen));
    if (draws_.below(2) == 0) copy_account(read(chosen));
    change_account(read(chosen));
    change_profile(chosen);
}

void AccountEdits::create_account(const Profile& profile) {
    const Kind& kind = kinds[draws_.below(static_cast<std::uint32_t>(kinds.size()))];
    NewAccount account;
    account.kind = kind.kind;
    account.incomplete = true;
    account.properties.push_back({tag::name, draws_.name()});
    if (kind.has_server) {
        account.properties.push_back({tag::email, draws_.numbered(u"a@example.")});
        account.properties.push_back({tag::server, draws_.numbered(u"pop")});
        account.properties.push_back({tag::user, draws_.name()});
        account.make_default = draws_.below(2) == 0;
    }
    if (kind.kind == AccountKind::data_file) {
        account.data_file = draws_.numbered(u"C:\\\u041F\u043E\u0447\u0442\u0430\\") + u".pst";
    }
    if (kind.kind == AccountKind::pop3) {
        account.properties.push_back({tag::smtp_server, draws_.numbered(u"smtp")});
        const auto stores = profile.order(Category::store);
        if (!stores.empty() && draws_.below(2) == 0) {
            account.store_account = draws_.one_of(stores);
        } else if (draws_.below(2) == 0) {
            account.data_file = draws_.numbered(u"D:\\mail ") + u".pst";
        }
    }
    const auto id = std::make_shared<std::uint32_t>(0);
    run_edit(edits::create_account(ref_of(profile), std::move(account), id), kind.what);
    must_be_there(ref_of(profile), *id);
}

void AccountEdits::copy_account(const Profile& from) {
    if (from.accounts.empty()) return;
    const auto& account = draws_.one_of(from.accounts);
    const auto taken =
        must(edits::take_account(editor_.source(), {.profile = ref_of(from), .id = account.id}));
    const ProfileRef target = other_than(from);
    const auto id = std::make_shared<std::uint32_t>(0);
    run_edit(edits::put_account(target, taken, true, id), "copy an account");
    must_be_there(target, *id);
}

void AccountEdits::must_be_there(const ProfileRef& profile, std::uint32_t id) const {
    if (id != 0 && read(profile).find_account(id) == nullptr) {
        throw std::runtime_error("a new account is not in the hive");
    }
}

ProfileRef AccountEdits::other_than(const Profile& profile) {
    auto others = read();
    std::erase_if(others, [&](const auto& one) { return one.path == profile.path; });
    if (!others.empty()) return ref_of(draws_.one_of(others));
    auto fresh = new_profile();
    // A name that a profile can have, so that it is there when this returns.
    fresh.name = draws_.numbered(u"\u041E\u0442\u0434\u0435\u043B ");
    run_edit(edits::create_profile(fresh), "create a profile");
    return fresh;
}

void AccountEdits::change_account(const Profile& profile) {
    if (profile.accounts.empty()) return;
    const auto ref = ref_of(profile);
    const Account& account = draws_.one_of(profile.accounts);
    const AccountRef one{.profile = ref, .id = account.id};
    std::vector<NewProperty> properties = {{tag::name, draws_.name()}};
    if (account.find_value(u"Email") != nullptr) properties.push_back({tag::email, u"a@b.example"});
    run_edit(edits::set_properties(one, properties), "set properties");
    if (draws_.below(3) == 0) run_edit(edits::delete_account(one), "delete an account");
    const auto category = all_categories[draws_.below(category_count)];
    const Profile left = read(ref);
    auto ids = left.order(category);
    draws_.shuffle(ids);
    run_edit(edits::set_order(ref, category, ids), "set the order");
    if (const auto mail = left.order(Category::mail); !mail.empty()) {
        run_edit(edits::set_default_account({.profile = ref, .id = draws_.one_of(mail)}),
                 "set the default");
    }
}

void AccountEdits::change_profile(const ProfileRef& profile) {
    switch (draws_.below(5)) {
        case 0:
            return run_edit(edits::copy_profile(profile, new_profile()), "copy a profile");
        case 1:
            return run_edit(edits::rename_profile(profile, draws_.name()), "rename a profile");
        case 2:
            return run_edit(edits::delete_profile(profile), "delete a profile");
        case 3:
            return run_edit(edits::set_default_profile(profile), "set the default profile");
        default:
            return;
    }
}

}  // namespace olkacct::test
