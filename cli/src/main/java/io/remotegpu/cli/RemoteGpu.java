package io.remotegpu.cli;

import io.remotegpu.cli.account.LoginCommand;
import io.remotegpu.cli.account.LogoutCommand;
import io.remotegpu.cli.account.RegisterCommand;
import io.remotegpu.cli.account.WhoAmICommand;
import io.remotegpu.cli.billing.BillingCommands;
import io.remotegpu.cli.console.Terminal;
import io.remotegpu.cli.environments.EnvironmentCommands;
import io.remotegpu.cli.fleet.GpusCommand;
import io.remotegpu.cli.fleet.HostsCommand;
import io.remotegpu.cli.fleet.ImageCommands;
import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import io.remotegpu.cli.sshkeys.SshKeyCommands;
import io.remotegpu.cli.workspaces.WorkspaceCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "remotegpu",
        version = "remotegpu 0.1.0",
        description = "GPU environments from the command line.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an unexpected problem",
            "2:the command was not understood, or names something that is not there",
            "3:the platform refused",
            "4:not logged in, or the login has ended",
            "5:the platform does not answer or has a problem of its own",
            "6:what was waited for failed or took too long",
            "ssh:the exit code of ssh"
        })
public final class RemoteGpu extends CommandGroup {
    @Mixin
    private final Session session;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "show the version")
    private boolean version;

    private RemoteGpu(Session session) {
        this.session = session;
    }

    static CommandLine commandLine(Terminal terminal) {
        Session session = new Session(terminal);
        return new CommandLine(new RemoteGpu(session))
                .addSubcommand(new LoginCommand(session))
                .addSubcommand(new LogoutCommand(session))
                .addSubcommand(new RegisterCommand(session))
                .addSubcommand(new WhoAmICommand(session))
                .addSubcommand(new SshKeyCommands(session))
                .addSubcommand(new WorkspaceCommands(session))
                .addSubcommand("env", EnvironmentCommands.of(session))
                .addSubcommand(new GpusCommand(session))
                .addSubcommand(new HostsCommand(session))
                .addSubcommand(new ImageCommands(session))
                .addSubcommand(new BillingCommands(session))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionExceptionHandler(new ErrorReport(terminal.err()));
    }

    public static void main(String[] args) {
        System.exit(commandLine(Terminal.ofThisProcess()).execute(args));
    }
}
