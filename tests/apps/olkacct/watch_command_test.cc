// olkacct watch: what it tells of each kind of source, and how it ends.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

// A watch that runs until the test ends it.
class Watching {
  public:
    Watching(const fs::path& folder, Lines arguments)
        : out_((folder / "watch.out").string()), err_((folder / "watch.err").string()) {
        arguments.insert(arguments.begin(), {command_path().string(), "watch"});
        arguments.emplace_back("-v");
        // Those of an earlier watch would say that this one is watching already.
        fs::remove(out_);
        fs::remove(err_);
        child_ = fork();
        if (child_ == 0) {
            freopen(out_.c_str(), "w", stdout);
            freopen(err_.c_str(), "w", stderr);
            std::vector<char*> words;
            for (std::string& word : arguments) words.push_back(word.data());
            words.push_back(nullptr);
            execv(words[0], words.data());
            _exit(127);
        }
        wait_until([&] { return text(err_).find("watching") != std::string::npos; });
    }
    ~Watching() {
        if (child_ > 0) end(SIGKILL);
    }

    Lines wait_for(std::size_t lines) const {
        wait_until([&] { return lines_of(text(out_)).size() >= lines; });
        return lines_of(text(out_));
    }
    std::string errors() const { return text(err_); }
    // The exit code, or 128 and the signal.
    int end(int signal) {
        kill(child_, signal);
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    static std::string text(const std::string& path) {
        std::ifstream stream(path);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    template <class Condition>
    static void wait_until(Condition condition) {
        for (int i = 0; i < 2000 && !condition(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    std::string out_;
    std::string err_;
    pid_t child_ = -1;
};

class WatchCommand : public testing::Test {
  protected:
    // The sample as another kind of store.
    std::string store(const std::string& name) const {
        const std::string path = (home_ / name).string();
        EXPECT_EQ(run_command({"export", home_.hive("from.dat"), path}).exit_code, 0);
        return path;
    }
    static void edit(const Lines& arguments) {
        const auto run = run_command(arguments);
        EXPECT_EQ(run.exit_code, 0) << run.err;
    }
    fs::path folder() const { return home_ / ""; }

    EditHome home_;
};

TEST_F(WatchCommand, tells_what_others_do_to_every_kind_of_source) {
    for (const std::string name : {"store.dat", "store.reg", "store.db"}) {
        const std::string path = store(name);
        Watching watching(folder(), {path, "-f", "json"});
        std::size_t lines = 0;
        // Each is heard before the next: what two commands do might else be told as one.
        const auto step = [&](const Lines& arguments, std::size_t more) {
            edit(arguments);
            watching.wait_for(lines += more);
        };
        step({"set", path, "2", "name=New"}, 1);
        step({"add", "data_file", path, "name=Archive", "--store", "C:\\a.pst"}, 1);
        step({"delete", path, "2"}, 2);
        Lines events;
        for (const std::string& line : watching.wait_for(lines)) {
            const auto object = nlohmann::json::parse(line);
            EXPECT_EQ(object["source"], path);
            EXPECT_EQ(object["profile"], "Outlook");
            EXPECT_EQ(object.contains("sequence"), name == "store.db");
            events.push_back(object["event"].get<std::string>() + ' ' + object["name"].dump());
        }
        EXPECT_EQ(events, (Lines{"changed \"New\"", "created \"Archive\"", "predeleted \"New\"",
                                 "deleted \"New\""}))
            << name;
        EXPECT_EQ(watching.end(SIGTERM), 0);
    }
}

TEST_F(WatchCommand, prints_a_table_line_by_line_and_ends_at_SIGINT) {
    const std::string path = store("store.dat");
    Watching watching(folder(), {path});
    edit({"set", path, "2", "name=New"});
    EXPECT_EQ(watching.wait_for(2), (Lines{"event          id      profile           name",
                                           "changed        2       Outlook           New"}));
    EXPECT_EQ(watching.end(SIGINT), 0);
}

TEST_F(WatchCommand, goes_on_from_a_number_after_it_was_ended) {
    const std::string path = store("store.db");
    edit({"set", path, "2", "name=One"});
    std::uint64_t last = 0;
    {
        Watching watching(folder(), {path, "-f", "json"});
        edit({"set", path, "2", "name=Two"});
        last = nlohmann::json::parse(watching.wait_for(1).at(0))["sequence"];
        EXPECT_EQ(watching.end(SIGTERM), 0);
    }
    edit({"set", path, "2", "name=Three"});
    edit({"delete", path, "2"});
    Watching watching(folder(), {path, "-f", "csv", "--since", std::to_string(last)});
    EXPECT_EQ(watching.wait_for(4),
              (Lines{"source,root,profile,event,id,name,email,sequence",
                     path + ",16.0,Outlook,changed,2,,," + std::to_string(last + 1),
                     path + ",16.0,Outlook,predeleted,2,,," + std::to_string(last + 2),
                     path + ",16.0,Outlook,deleted,2,,," + std::to_string(last + 2)}));
}

TEST_F(WatchCommand, runs_a_command_with_the_facts_in_its_environment) {
    const std::string path = store("store.db");
    const std::string log = (home_ / "log").string();
    Watching watching(folder(), {path, "--exec",
                                 "echo \"$OLKACCT_EVENT|$OLKACCT_ACCOUNT_ID|$OLKACCT_ACCOUNT_NAME|"
                                 "$OLKACCT_PROFILE|$OLKACCT_ROOT|$OLKACCT_SOURCE\" >>'" +
                                     log + "'; exit 3"});
    edit({"set", path, "2", "name=$(touch evil); `touch evil`"});
    watching.wait_for(2);
    edit({"set", path, "2", "name=Next"});
    watching.wait_for(3);
    EXPECT_EQ(watching.end(SIGTERM), 0);
    std::ifstream stream(log);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(lines_of(text), (Lines{"changed|2|$(touch evil); `touch evil`|Outlook|16.0|" + path,
                                     "changed|2|Next|Outlook|16.0|" + path}));
    EXPECT_FALSE(fs::exists("evil"));
    EXPECT_NE(watching.errors().find("the command of --exec ended with 3 for changed 2"),
              std::string::npos)
        << watching.errors();
}

TEST_F(WatchCommand, goes_on_when_a_source_is_gone_for_a_while) {
    const std::string path = store("store.dat");
    Watching watching(folder(), {path, "-f", "json"});
    fs::rename(path, path + ".away");
    for (int i = 0; i < 1000 && watching.errors().find("warning") == std::string::npos; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_NE(watching.errors().find("warning"), std::string::npos);
    edit({"set", path + ".away", "2", "name=New"});
    fs::rename(path + ".away", path);
    EXPECT_EQ(nlohmann::json::parse(watching.wait_for(1).at(0))["event"], "changed");
}

TEST_F(WatchCommand, refuses_what_it_cannot_follow) {
    const std::string hive = store("store.dat");
    const std::string database = store("store.db");
    const auto log = run_command({"watch", hive, "--since", "1"});
    EXPECT_EQ(log.exit_code, 12) << log.err;
    const auto future = run_command({"watch", database, "--since", "99"});
    EXPECT_EQ(future.exit_code, 2);
    EXPECT_NE(future.err.find("the newest is 1"), std::string::npos) << future.err;
    EXPECT_EQ(run_command({"watch", database, "--since", "x"}).exit_code, 2);
    EXPECT_EQ(run_command({"watch", database, "--exec", ""}).exit_code, 2);
    EXPECT_EQ(run_command({"watch", (home_ / "none").string()}).exit_code, 3);
}

}  // namespace
}  // namespace olkacct::test
