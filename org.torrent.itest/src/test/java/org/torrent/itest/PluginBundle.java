package org.torrent.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.torrent.itest.bundle.EchoPlugin;
import org.torrent.itest.bundle.FailingPlugin;
import org.torrent.itest.bundle.HangingPlugin;
import org.torrent.itest.bundle.WritingPlugin;

/**
 * A bundle with one {@code ExtensionPlugin} as a component, made in memory.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param pluginName what the plugin answers to {@code name()}
 * @param ranking of its service
 * @param plugin its class, copied into the bundle with the one it is nested in and all that are
 */
record PluginBundle(String symbolicName, String version, String pluginName, int ranking, Class<?> plugin) {
    private static final String MAJOR = ";version=\"[1.0,2)\"";
    private static final String IMPORTS =
            "org.torrent.ext.api" + MAJOR + ",org.torrent.model" + MAJOR + ",org.torrent.model.bencode" + MAJOR
                    + ",org.osgi.framework,org.osgi.service.log;resolution:=optional,org.slf4j;resolution:=optional";
    private static final String EXTENDER = "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3))\"";
    private static final String COMPONENT = "OSGI-INF/plugin.xml";

    /** Answers messages. */
    static PluginBundle echo(String pluginName) {
        return new PluginBundle("test." + pluginName, "1.0.0", pluginName, 0, EchoPlugin.class);
    }

    /** Throws from every callback. */
    static PluginBundle failing(String pluginName) {
        return new PluginBundle("test." + pluginName, "1.0.0", pluginName, 0, FailingPlugin.class);
    }

    /** A full plugin that writes its version into its data directory. */
    static PluginBundle writing(String symbolicName) {
        return new PluginBundle(symbolicName, "1.0.0", symbolicName, 0, WritingPlugin.class);
    }

    /** Hangs where its class says, until {@link HangingPlugin#RELEASE}. */
    static PluginBundle hanging(Class<? extends HangingPlugin> where) {
        String name = "hang_" + where.getSimpleName();
        return new PluginBundle("test." + name, "1.0.0", name, 0, where);
    }

    PluginBundle withVersion(String value) {
        return new PluginBundle(symbolicName, value, pluginName, ranking, plugin);
    }

    PluginBundle withSymbolicName(String value) {
        return new PluginBundle(value, version, pluginName, ranking, plugin);
    }

    PluginBundle withRanking(int value) {
        return new PluginBundle(symbolicName, version, pluginName, value, plugin);
    }

    /** The jar. */
    InputStream jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest())) {
            out.putNextEntry(new ZipEntry(COMPONENT));
            out.write(component().getBytes(StandardCharsets.UTF_8));
            Class<?> top = plugin.isMemberClass() ? plugin.getEnclosingClass() : plugin;
            copy(top, out);
            for (Class<?> nested : top.getDeclaredClasses()) {
                copy(nested, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Bundle-Version", version);
        attributes.putValue("Import-Package", IMPORTS);
        attributes.putValue("Require-Capability", EXTENDER);
        attributes.putValue("Service-Component", COMPONENT);
        return manifest;
    }

    private String component() {
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" activate="activate">
                  <implementation class="%s"/>
                  <property name="test.name" value="%s"/>
                  <property name="test.version" value="%s"/>
                  <property name="service.ranking" type="Integer" value="%d"/>
                  <service><provide interface="%s"/></service>
                </scr:component>
                """.formatted(
                        symbolicName,
                        plugin.getName(),
                        pluginName,
                        version,
                        ranking,
                        service(plugin).getName());
    }

    /** What it implements, itself or by what it extends. */
    private static Class<?> service(Class<?> type) {
        Class<?>[] interfaces = type.getInterfaces();
        return interfaces.length > 0 ? interfaces[0] : service(type.getSuperclass());
    }

    private static void copy(Class<?> type, JarOutputStream out) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
            in.transferTo(out);
        }
    }
}
