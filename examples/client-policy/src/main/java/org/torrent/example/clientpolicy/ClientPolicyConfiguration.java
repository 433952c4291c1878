package org.torrent.example.clientpolicy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the policy, PID {@code org.torrent.example.clientpolicy}; changes apply at once. */
@ObjectClassDefinition(name = "Example: client policy", description = "Whose requests for blocks are not answered")
@interface ClientPolicyConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Blocked clients",
            description = "Patterns of client names such as 'Greedy *'; a star is any text, case does not matter")
    String[] blocked_clients() default {};

    /** See the attribute's description. */
    @AttributeDefinition(name = "Show verdicts", description = "Whether an alert tells whose requests were blocked")
    boolean show_verdicts() default true;
}
