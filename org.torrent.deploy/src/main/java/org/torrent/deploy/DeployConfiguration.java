package org.torrent.deploy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the deployer, which needs no declarative services: read by {@link DeployFolders}. */
@ObjectClassDefinition(
        pid = DeployFolders.PID,
        name = "BitTorrent deploy folder",
        description = "Bundles that are copied into a folder")
@interface DeployConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Folders",
            description =
                    "What is watched for jars; without it those that the framework property org.torrent.deploy.folders names")
    String[] folders() default {};

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Deadline",
            description = "Milliseconds for a bundle's start, its stop and its removal, 100 to 600000")
    long deadline_millis() default 10_000;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Trust store",
            description =
                    "Key store (PKCS12, JKS) with the certificates of those whose jars may run; without one anybody's"
                            + " may. The framework property org.torrent.deploy.trust.store says it for good")
    String trust_store() default "";

    /** See the attribute's description. */
    @AttributeDefinition(name = "Its password", description = "Empty: it has none", type = AttributeType.PASSWORD)
    String trust_store_password() default "";
}
