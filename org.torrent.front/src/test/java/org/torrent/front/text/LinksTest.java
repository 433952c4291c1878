package org.torrent.front.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;

class LinksTest {
    @Test
    void magnet_whenATrackerNamesAUser_shouldNotTellThePassword() throws MetainfoException {
        Metainfo metainfo = MetainfoParser.parse(MetainfoWriter.singleFile("f", 1)
                .pieces(16_384, new byte[20])
                .trackers(List.of(List.of("http://me:secret@t.example/announce?key=1")))
                .write());
        assertThat(Links.magnet(metainfo)).contains("t.example").doesNotContain("secret", "me:");
    }
}
