package org.torrent.console.args;

import java.util.List;
import org.torrent.options.Command;
import org.torrent.options.Flag;
import org.torrent.options.Operand;
import org.torrent.options.ValueForm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes picocli's model of a command of the table. Values stay as they were given: {@link Arguments} reads them. */
public final class FlagSpecs {
    private FlagSpecs() {}

    /** Adds a command's description, flags and operand. */
    public static CommandSpec describe(CommandSpec spec, Command command) {
        spec.usageMessage().description(command.meaning());
        Flag.of(command).forEach(flag -> add(spec, flag));
        command.operand().ifPresent(operand -> addOperands(spec, operand));
        return spec;
    }

    /** Adds a flag. */
    public static void add(CommandSpec spec, Flag flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag.names().toArray(String[]::new))
                .description(flag.meaning())
                .usageHelp(flag == Flag.HELP)
                .versionHelp(flag == Flag.VERSION)
                .arity("0") // --seed=false would have meant --seed
                .type(boolean.class);
        flag.form().ifPresent(form -> takeValue(option, flag, form));
        spec.addOption(option.build());
    }

    private static void takeValue(OptionSpec.Builder option, Flag flag, ValueForm form) {
        option.arity("1").paramLabel(form.label());
        if (flag.isRepeatable()) {
            option.type(List.class).auxiliaryTypes(String.class);
        } else {
            option.type(String.class);
        }
    }

    /** Each word is one of its own, so that flags may stand between them. */
    private static void addOperands(CommandSpec spec, Operand operand) {
        List<String> words = operand.words();
        for (int i = 0; i < words.size(); i++) {
            boolean isLast = i == words.size() - 1;
            boolean isRepeatable = isLast && operand.repeatable();
            spec.addPositional(PositionalParamSpec.builder()
                    .required(true)
                    .index(isRepeatable ? i + "..*" : "" + i)
                    .arity(isRepeatable ? "1..*" : "1")
                    .paramLabel(words.get(i))
                    .description(isLast ? operand.meaning() : "")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
        }
    }
}
