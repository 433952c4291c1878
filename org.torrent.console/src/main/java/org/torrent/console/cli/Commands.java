package org.torrent.console.cli;

import java.lang.reflect.Constructor;
import org.torrent.console.args.Parsing;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the tree of commands and runs it. */
final class Commands {
    private Commands() {}

    static int run(CliContext context, String... arguments) {
        CommandLine commandLine = new CommandLine(new RootCommand(context), factory(context));
        return Parsing.configure(commandLine, context.out(), context.err(), context.log())
                .execute(arguments);
    }

    /** Hands the context to every command that wants it. */
    private static IFactory factory(CliContext context) {
        IFactory byDefault = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    Class<?>[] parameters = constructor.getParameterTypes();
                    if (parameters.length == 1 && parameters[0] == CliContext.class) {
                        return type.cast(constructor.newInstance(context));
                    }
                }
                return byDefault.create(type);
            }
        };
    }
}
