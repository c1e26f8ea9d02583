"""Schemas of what is rare or reads badly: odd names and texts, every option, features of one server alone."""

from __future__ import annotations

SQLITE = """
CREATE TABLE "o.dd ""t'[" ("a,b" INTEGER, "q""'(" TEXT COLLATE NOCASE, [x)y] INT, `k``l` VARCHAR(5) NOT NULL ON CONFLICT FAIL,
    "new
line" TEXT DEFAULT 'a, (b', CONSTRAINT "p,k" PRIMARY KEY ("a,b") ON CONFLICT REPLACE, UNIQUE ("q""'(", [x)y]) ON CONFLICT IGNORE,
    CONSTRAINT "c)k" CHECK ("a,b" > 1 /* a, comment) */ AND "q""'(" <> ')'));
CREATE INDEX "i.x ""(" ON "o.dd ""t'[" ("q""'(", lower("k``l") DESC) WHERE [x)y] > 3;
CREATE TABLE Cased (Id INTEGER PRIMARY KEY, ParentId INT REFERENCES CASED, Other INT REFERENCES "o.dd ""t'[" ("a,b") ON DELETE SET NULL);
CREATE TRIGGER cased AFTER INSERT ON Cased BEGIN SELECT 1; END;
CREATE TABLE plain (a INT);
CREATE TABLE strict_ (a INT, b TEXT) STRICT;
CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, half INT GENERATED ALWAYS AS (id / 2) VIRTUAL UNIQUE);
CREATE TABLE made AS SELECT 1 AS a, 'b' AS b;
CREATE VIRTUAL TABLE words USING fts5 (title, body);
CREATE VIEW "v w" (x, y) AS SELECT a, b FROM made;
CREATE TABLE shadowed (lasting INT PRIMARY KEY);
CREATE TEMP TABLE shadowed (temporary INT, b INT, UNIQUE (b));
CREATE TEMP TABLE mine (id INTEGER PRIMARY KEY, up INT CONSTRAINT fk REFERENCES mine, CHECK (up > 0));
"""

POSTGRESQL = """
CREATE SCHEMA "o.ther";
CREATE TABLE "o.dd ""t'(" ("a,b" int, "q""'(" int, "x)y" int, "select" int, period int, "Up" int, é int, "new
line" int,
    CONSTRAINT "p,k" PRIMARY KEY ("a,b", "q""'(") INCLUDE ("x)y"), CONSTRAINT "u (" UNIQUE NULLS NOT DISTINCT (period, "select"),
    UNIQUE (é, "new
line"), CONSTRAINT "c)k" CHECK ("a,b" > 1 AND "q""'(" <> 3) NO INHERIT, UNIQUE ("Up") DEFERRABLE INITIALLY DEFERRED, UNIQUE (period));
CREATE INDEX "i.x ""(" ON "o.dd ""t'(" ("q""'(", ("x)y" + 1) DESC, "Up" NULLS FIRST) INCLUDE (period) WHERE "select" > 3;
CREATE TABLE "o.ther"."r(e)f" (
    a int, b int, CONSTRAINT "f k" FOREIGN KEY (b, a) REFERENCES public."o.dd ""t'(" ("q""'(", "a,b") MATCH FULL
        ON UPDATE SET NULL ON DELETE SET DEFAULT (a) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT once FOREIGN KEY (a, a) REFERENCES public."o.dd ""t'(" ("a,b", "q""'(") ON UPDATE CASCADE,
    FOREIGN KEY (a) REFERENCES public."o.dd ""t'(" (period) ON DELETE NO ACTION ON UPDATE RESTRICT
);
CREATE TABLE "no columns" ();
COMMENT ON TABLE "no columns" IS 'nothing: 100%';
CREATE TABLE dropped (a int, b int, c int, UNIQUE (c, a));
ALTER TABLE dropped DROP COLUMN b, ADD COLUMN d int REFERENCES dropped (d) DEFERRABLE, ADD UNIQUE (d);
CREATE TABLE split (a int, b int REFERENCES dropped (d), PRIMARY KEY (a)) PARTITION BY LIST (a);
CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1);
CREATE TABLE shadowed (lasting int);
CREATE TEMPORARY TABLE shadowed (temporary int PRIMARY KEY, up int REFERENCES shadowed);
"""

MARIADB = r"""
CREATE TABLE a (
    id int PRIMARY KEY AUTO_INCREMENT, x int, s varchar(20) DEFAULT 'a\\b\n''q"' COMMENT 'x\\y
z''"%', e enum('a\\b','c''d','n
l','x,y)') CHARACTER SET latin1, b blob, u text, KEY kh (s), KEY (s DESC), KEY bb (b(10)),
    d1 decimal(5,2) DEFAULT -1.5, d2 bit(4) DEFAULT b'101', d3 varchar(20) DEFAULT concat('a)', `s`), d4 int DEFAULT (x is null),
    d5 datetime DEFAULT (current_timestamp() + interval 1 day), d6 int DEFAULT (case when 1 then 2 else 3 end),
    d7 varchar(9) DEFAULT ('x' collate utf8mb4_bin), d8 int DEFAULT (cast(3.2 as int)), d9 int DEFAULT (not 1),
    da varbinary(5) DEFAULT x'4142', db timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),
    dc json DEFAULT '{}' CHECK (json_length(dc) < 3), dd int AS (x + 1) VIRTUAL INVISIBLE COMMENT 'gen', de int CHECK (de > 1),
    df varchar(5) COLLATE utf8mb4_unicode_ci NOT NULL INVISIBLE DEFAULT 'q' COMMENT 'c' CHECK (df <> 'COMMENT'),
    dg varchar(50) COMPRESSED, dh timestamp NOT NULL, di int DEFAULT (1 in (2,3)), dj double DEFAULT 1e10, dk boolean DEFAULT true,
    dl date DEFAULT '2020-01-01', dm time DEFAULT (curtime()), dn inet6 DEFAULT '::1', do_ datetime DEFAULT now() ON UPDATE now(),
    dp set('a', 'b;c') DEFAULT 'a', dq char(5) CHARACTER SET utf8mb3, dr varchar(3) CHARACTER SET binary, dt varchar(9) DEFAULT _latin1'abc',
    du text DEFAULT ('y'), dv varchar(20) DEFAULT user(), dw int DEFAULT 5 NOT NULL COMMENT '',
    dx varchar(10) AS (concat(s, 'x')) STORED COMMENT 'a''b', dy longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, dz json NOT NULL,
    CHECK (x > 0 and s <> ')'), CONSTRAINT `c``k` CHECK (x < 9)
) ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 STATS_PERSISTENT=1 COMMENT='t\\c''o
m';
CREATE TABLE range_ (id int, d date, PRIMARY KEY (id))
    PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10) COMMENT 'x', PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE list (id int, d date) PARTITION BY LIST (id) (PARTITION p0 VALUES IN (1, 2), PARTITION `p 1` VALUES IN (3));
CREATE TABLE by_key (id int, PRIMARY KEY (id)) PARTITION BY KEY () PARTITIONS 4;
CREATE TABLE sub (id int, d date) PARTITION BY RANGE (id) SUBPARTITION BY HASH (to_days(d)) SUBPARTITIONS 2
    (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE spoken (x int, rs timestamp(6) GENERATED ALWAYS AS ROW START INVISIBLE, re timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
    y int WITHOUT SYSTEM VERSIONING, PERIOD FOR SYSTEM_TIME (rs, re)) WITH SYSTEM VERSIONING;
CREATE TABLE history (x int, y int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING
    PARTITION BY SYSTEM_TIME (PARTITION p0 HISTORY, PARTITION pn CURRENT);
CREATE TABLE valid (id int, s date, e date, PERIOD FOR p (s, e), UNIQUE (id, p WITHOUT OVERLAPS));
CREATE TABLE mem (id int, PRIMARY KEY (id), KEY k (id) USING BTREE) ENGINE=MEMORY MAX_ROWS=100;
CREATE TABLE mem2 (id int, KEY k (id), KEY k2 (id) USING HASH) ENGINE=MEMORY;
CREATE TABLE aria (id int, t text, FULLTEXT (t)) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1 CHECKSUM=1 DELAY_KEY_WRITE=1 AVG_ROW_LENGTH=10 PACK_KEYS=1;
CREATE TABLE my1 (id int, g geometry NOT NULL, g2 text, KEY (id), KEY j USING HASH (id), SPATIAL KEY (g), FULLTEXT KEY f (g2)) ENGINE=MyISAM;
CREATE TABLE kbs (id int, s varchar(20), KEY k (id) KEY_BLOCK_SIZE=2 COMMENT 'c', KEY _u (s(3) DESC, id), KEY ab (id), KEY Zz (s)) ENGINE=MyISAM;
CREATE TABLE m1 (id int) ENGINE=MyISAM;
CREATE TABLE mrg (id int) ENGINE=MERGE UNION=(m1) INSERT_METHOD=LAST;
CREATE TABLE csv_ (id int NOT NULL) ENGINE=CSV;
CREATE TABLE `o.dd ``t"x\\'%(` (`a b` int, `q``"'\\` int, `x,y)` int, `n,
  l` int DEFAULT 3, KEY `i``x,(` (`x,y)`, `q``"'\\`));
CREATE TABLE odd2 (`a b` int, `q``"'\\` int, `x,y)` int, `é` int, `KEY` int, `10%` int CHECK (`10%` > 3), `:c` int COMMENT ':a',
    KEY `i``x,(` (`x,y)`, `q``"'\\`), CONSTRAINT `f k` FOREIGN KEY (`a b`) REFERENCES a (id) ON DELETE SET NULL ON UPDATE NO ACTION,
    CONSTRAINT `c``k,` CHECK (`x,y)` > 1));
CREATE TABLE `CASED` (Id int PRIMARY KEY, `ParentId` int, FOREIGN KEY (parentid) REFERENCES CASED (ID));
CREATE TABLE multi (a int, b int, c int, d int, PRIMARY KEY (b, a), UNIQUE KEY zz (c), UNIQUE Aa (d, c),
    FOREIGN KEY (c, d) REFERENCES multi (b, a) ON DELETE CASCADE ON UPDATE CASCADE, KEY _x (d)) ENGINE=InnoDB;
CREATE SEQUENCE sq;
CREATE TABLE ds (id int DEFAULT nextval(sq), j int DEFAULT (next value for sq), k int GENERATED ALWAYS AS (id + 1) STORED UNIQUE COMMENT 'a''b',
    l varchar(10), m varchar(10) CHARACTER SET utf8mb4, KEY ig (id), KEY cm (j) COMMENT 'x''y') CHARSET=latin1;
CREATE TABLE hashed (t text, b blob, UNIQUE (t), UNIQUE u2 (b, t(5))) ENGINE=InnoDB;
CREATE TABLE packed (id int PRIMARY KEY) ENGINE=InnoDB PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=3;
CREATE TABLE options (id int PRIMARY KEY, c char(3) CHARSET ascii) ENGINE=InnoDB ROW_FORMAT=DYNAMIC STATS_AUTO_RECALC=0 STATS_SAMPLE_PAGES=12
    MIN_ROWS=3 MAX_ROWS=9 COLLATE=utf8mb3_unicode_ci COMMENT='100%: a';
CREATE TABLE bytes (b binary(3) DEFAULT 'abc', v varbinary(8) DEFAULT x'00ff', c char(2) CHARSET binary, y year DEFAULT 2020,
    t time(3) DEFAULT '10:00:00.5', z int(4) unsigned zerofill DEFAULT 0007, f float unsigned DEFAULT 1.5, dd double(8,3),
    s bigint DEFAULT (-5), ts timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3), bb bit(1) DEFAULT b'0'
) CHARSET=binary;
CREATE VIEW v AS SELECT id, s FROM a;
CREATE ALGORITHM=TEMPTABLE VIEW `v 2` AS SELECT count(*) c FROM a;
CREATE TEMPORARY TABLE mine (id int PRIMARY KEY, w varchar(5) UNIQUE COMMENT 'c', j json, g int AS (id + 1) STORED, x int CHECK (x > 2),
    y varchar(5) COLLATE utf8mb4_bin DEFAULT 'a', KEY kx (x), CONSTRAINT ty CHECK (y <> 'a')) COMMENT='temp' ROW_FORMAT=DYNAMIC;
CREATE TEMPORARY TABLE mine_too (id int, KEY (id)) ENGINE=MEMORY;
"""
