// olkacct.exe: that it prints and does under Windows what the command does here.
#include <algorithm>
#include <atomic>
#include <thread>

#include "registry/copy_tree.h"
#include "registry/open_store.h"
#include "support/bytes.h"
#include "support/outlook_sample.h"
#include "wine.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class WineCommand : public Wine {
  protected:
    static ChildResult there(Words words) {
        words.insert(words.begin(), "C:\\olkacct\\olkacct.exe");
        return prefix().run(words);
    }
    static ChildResult here(Words words) {
        words.insert(words.begin(), std::getenv("OLKACCT_COMMAND"));
        return run_program(words, {.address_space = UINT64_MAX, .seconds = 60});
    }
    static std::string done_there(const Words& words) {
        const auto run = there(words);
        EXPECT_EQ(run.exit_code, 0) << words.front() << ": " << run.output;
        return run.output;
    }
    static void expect_same(const Words& words) {
        const auto run = there(words);
        const auto expected = here(words);
        EXPECT_EQ(run.output, expected.output) << words.front();
        EXPECT_EQ(run.exit_code, expected.exit_code) << words.front();
        EXPECT_FALSE(expected.output.empty()) << words.front();
    }

    fs::path sample_export() const {
        const std::string name = std::to_string(++exports_);
        const auto hive = files_.write(name + ".hive", outlook_sample_hive());
        const auto file = files_ / (name + ".reg");
        const auto from = registry::open_store(hive.string(), {}, base::system_files());
        const auto to = registry::create_store("reg:" + file.string(), base::system_files());
        if (!from || !to) throw std::runtime_error("no export");
        const auto reading = *(*from)->begin_read();
        const auto writing = *(*to)->begin_write();
        if (!registry::copy_tree(*reading, reading->root(), *writing, writing->root()) ||
            !writing->commit())
            throw std::runtime_error("no export");
        return file;
    }

    TempDir files_;
    mutable int exports_ = 0;
};

TEST_F(WineCommand, prints_of_the_sample_what_it_prints_here) {
    for (const auto& [command, format] :
         {std::pair("profiles", "table"), std::pair("list", "csv"), std::pair("show", "json"),
          std::pair("order", "table"), std::pair("dump", "table")})
        expect_same({command, "--sample", "--format", format});
    expect_same({"--help"});
}

TEST_F(WineCommand, the_live_registry_is_what_it_reads_when_nothing_else_is_named) {
    const auto file = sample_export();
    const Imported imported(file);
    for (const char* const command : {"profiles", "list", "order"})
        EXPECT_EQ(done_there({command}), here({command, file.string()}).output) << command;
    EXPECT_EQ(done_there({"list", "registry:"}), done_there({"list"}));
}

TEST_F(WineCommand, changes_the_live_registry_and_takes_it_back) {
    const Imported imported(sample_export());
    const std::string before = done_there({"list"});
    done_there({"set", "registry:", "2", "display_name=Zoë Ångström"});
    const std::string changed = done_there({"show", "registry:", "--id", "2"});
    EXPECT_NE(changed.find("Zoë Ångström"), std::string::npos) << changed;
    done_there({"undo"});
    EXPECT_EQ(done_there({"show", "registry:", "--id", "2"}).find("Zoë"), std::string::npos);
    EXPECT_EQ(done_there({"list"}), before);
    EXPECT_EQ(there({"set", "registry:", "99", "display_name=Nobody"}).exit_code,
              here({"set", sample_export().string(), "99", "display_name=Nobody"}).exit_code);
}

TEST_F(WineCommand, changes_a_hive_as_the_command_does_here) {
    const auto one = files_.write("one.hive", outlook_sample_hive());
    const auto other = files_.write("other.hive", outlook_sample_hive());
    const Words change = {"server=pop.example.net", "port=995", "ssl=1"};
    Words words = {"set", WinePrefix::name_of(one), "2"};
    words.insert(words.end(), change.begin(), change.end());
    done_there(words);
    words[1] = other.string();
    EXPECT_EQ(here(words).exit_code, 0);
    const Words add = {"add",
                       "pop3",
                       "",
                       "name=New",
                       "email=new@example.com",
                       "server=pop.example.com",
                       "user=new",
                       "smtp_server=smtp.example.com"};
    for (const auto& [path, name] :
         {std::pair(one, WinePrefix::name_of(one)), std::pair(other, other.string())}) {
        Words line = add;
        line[2] = name;
        const auto run = path == one ? there(line) : here(line);
        EXPECT_EQ(run.exit_code, 0) << run.output;
    }
    EXPECT_EQ(here({"list", one.string()}).output, here({"list", other.string()}).output);
    EXPECT_NE(here({"list", one.string()}).output.find("new@example.com"), std::string::npos);
}

TEST_F(WineCommand, a_new_password_comes_from_a_command_and_is_stored_protected) {
    const Imported imported(sample_export());
    const auto run = there({"set", "registry:", "2", "--password-command", "echo correct horse"});
    EXPECT_EQ(run.exit_code, 0) << run.output;
    EXPECT_EQ(run.output.find("horse"), std::string::npos);
    const std::string shown = done_there({"show", "registry:", "--id", "2"});
    EXPECT_EQ(shown.find("horse"), std::string::npos);
    EXPECT_EQ(
        there({"set", "registry:", "2", "--password-command", "exit 3"}).exit_code,
        here({"set", sample_export().string(), "2", "--password-command", "exit 3"}).exit_code);
    const auto file = files_.write("sample2.hive", outlook_sample_hive());
    EXPECT_EQ(
        there({"set", WinePrefix::name_of(file), "2", "--password-command", "echo x"}).exit_code,
        13);
}

TEST_F(WineCommand, says_with_verbose_that_wine_keeps_the_last_changes_in_memory) {
    const Imported imported(sample_export());
    const auto run = prefix().run({"cmd", "/c",
                                   "C:\\olkacct\\olkacct.exe set registry: 2 display_name=Jane "
                                   "--verbose 2>&1"});
    EXPECT_NE(run.output.find("not durable"), std::string::npos) << run.output;
}

TEST_F(WineCommand, databases_are_refused_where_there_are_none) {
    for (const Words& words :
         {Words{"init"}, Words{"init", "C:\\some.db"}, Words{"list", "sqlite:C:\\some.db"},
          Words{"export", "registry:", "C:\\some.sqlite"}})
        EXPECT_EQ(there(words).exit_code, 12) << words.front();
    EXPECT_FALSE(fs::exists(prefix().drive() / "some.db"));
    EXPECT_FALSE(fs::exists(prefix().drive() / "some.sqlite"));
}

TEST_F(WineCommand, watch_tells_of_a_change_and_runs_a_command_for_it) {
    const Imported imported(sample_export());
    // So that what ends the watcher does not end who makes the change.
    fs::copy_file(prefix().drive() / "olkacct/olkacct.exe", prefix().drive() / "olkacct/setter.exe",
                  fs::copy_options::overwrite_existing);
    ChildResult watched;
    std::atomic<bool> is_over = false;
    std::thread watcher([&] {
        watched = there({"watch", "registry:", "--exec",
                         "echo %OLKACCT_EVENT% %OLKACCT_ACCOUNT_ID%&taskkill /f /im olkacct.exe"});
        is_over = true;
    });
    for (int i = 0; i < 40 && !is_over; ++i) {
        expect_done({"C:\\olkacct\\setter.exe", "set", "registry:", "2",
                     "display_name=Jane " + std::to_string(i)});
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    watcher.join();
    EXPECT_TRUE(is_over);
    EXPECT_NE(watched.output.find("\nchanged 2\n"), std::string::npos) << watched.output;
}

TEST_F(WineCommand, mapi_provider_on_and_off_leaves_the_registry_as_it_was) {
    const std::string before = prefix().registry("HKLM\\Software");
    done_there({"mapi-provider", "on"});
    const auto mail =
        prefix().run({"reg", "query", "HKLM\\Software\\Clients\\Mail\\olkacct", "/v", "DllPathEx"});
    EXPECT_NE(mail.output.find(library), std::string::npos) << mail.output;
    done_there({"mapi-provider", "off"});
    EXPECT_EQ(prefix().registry("HKLM\\Software"), before);
    EXPECT_EQ(here({"mapi-provider", "on"}).exit_code, 12);
    EXPECT_EQ(there({"mapi-provider", "maybe"}).exit_code, 2);
    // Without the library beside it, and with it in a folder that MAPI programs pass over.
    const std::string folder(125, 'y');
    fs::create_directories(prefix().drive() / folder);
    fs::copy_file(prefix().drive() / "olkacct/olkacct.exe",
                  prefix().drive() / folder / "olkacct.exe");
    const Words far = {"C:\\" + folder + "\\olkacct.exe", "mapi-provider", "on"};
    EXPECT_EQ(prefix().run(far).exit_code, 3);
    fs::copy_file(prefix().drive() / "olkacct/olkacct.dll",
                  prefix().drive() / folder / "olkacct.dll");
    EXPECT_NE(prefix().run(far).exit_code, 0);
    EXPECT_EQ(prefix().registry("HKLM\\Software"), before);
}

}  // namespace
}  // namespace olkacct::test
