import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls
import Jinban.Bench
import Jinban.Operator

// The whole touchscreen: the frame, and in it the one screen that the visit is at.
Window {
    id: root

    required property var visit
    required property var pinyin
    required property var bench
    required property var preview
    required property var readAloud
    required property var desk

    // On a developer's landscape screen the kiosk's portrait page is shown smaller, never cut off.
    property bool fit: false
    readonly property real fitted: fit ? Math.min(1, Screen.desktopAvailableHeight * 0.9 / 1920, Screen.desktopAvailableWidth / 1080) : 1

    function show(): void {
        const given = {
            "view": visit.view,
            "visit": visit
        };
        if (["Form", "Search", "Progress"].includes(visit.screen))
            given.engine = pinyin;
        if (visit.screen === "Scan")
            given.preview = preview;
        loader.setSource(Qt.resolvedUrl("Jinban/Screens/" + visit.screen + "Screen.qml"), given);
        appear.restart();
        unread.restart();
    }

    function renew(): void {
        if (loader.item !== null)
            loader.item.view = visit.view;
    }

    function showBench(): void {
        if (bench.screen === "") {
            benchLoader.setSource("");
        } else {
            const given = {
                "view": bench.view,
                "bench": bench
            };
            if (bench.screen === "Board")
                given.preview = preview;
            benchLoader.setSource(Qt.resolvedUrl("Jinban/Bench/" + bench.screen + "Screen.qml"), given);
        }
    }

    function showDesk(): void {
        if (desk.screen === "")
            deskLoader.setSource("");
        else
            deskLoader.setSource(Qt.resolvedUrl("Jinban/Operator/" + desk.screen + "Screen.qml"), {
                "view": desk.view,
                "desk": desk
            });
    }

    width: Math.round(1080 * fitted)
    height: Math.round(1920 * fitted)
    color: Theme.canvas
    title: visit.chrome.hall
    Component.onCompleted: show()

    Binding {
        target: Theme
        property: "scale"
        value: root.visit.chrome.large && root.desk.screen === "" ? 1.25 : 1.0
    }

    Connections {
        target: root.visit

        function onScreen_changed(): void {
            root.show();
        }

        function onView_changed(): void {
            root.renew();
        }
    }

    Connections {
        target: root.bench

        function onScreen_changed(): void {
            root.showBench();
        }

        function onView_changed(): void {
            if (benchLoader.item !== null)
                benchLoader.item.view = root.bench.view;
        }
    }

    Connections {
        target: root.desk

        function onScreen_changed(): void {
            root.showDesk();
        }

        function onView_changed(): void {
            if (deskLoader.item !== null)
                deskLoader.item.view = root.desk.view;
        }
    }

    Item {
        id: page

        anchors.centerIn: parent
        width: 1080
        height: 1920
        scale: Math.min(root.width / width, root.height / height)

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            PageHeader {
                Layout.fillWidth: true
                hallName: root.visit.chrome.hall
                clockText: root.visit.chrome.clock
                network: root.visit.chrome.online ? PageHeader.Online : PageHeader.Offline
                networkText: root.visit.chrome.networkText
                languageText: root.visit.chrome.languageText
                sizeText: root.visit.chrome.sizeText
                readAloudText: root.readAloud.text
                onReadAloudClicked: root.readAloud.toggle()
                onLanguageClicked: root.visit.switch_language()
                onSizeClicked: root.visit.switch_size()

                // Staff's way in: a finger held on the hall's name. In the midst of a visit it does nothing.
                MouseArea {
                    objectName: "staffDoor"
                    z: -1 // under the buttons, which reach as far to the left in large mode
                    width: parent.width * 0.4
                    height: parent.height
                    pressAndHoldInterval: Theme.staffHold
                    onPressAndHold: root.bench.call()
                }
            }

            NoticeBar {
                objectName: "largeOffer"
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageMargin
                Layout.rightMargin: Theme.pageMargin
                Layout.topMargin: Theme.gapWide
                visible: title !== ""
                tone: Tone.Info
                title: root.visit.chrome.offer
                actionText: root.visit.chrome.offerTaken
                onActed: root.visit.switch_size()
            }

            StepBar {
                Layout.fillWidth: true
                Layout.margins: Theme.gapWide
                Layout.bottomMargin: 0
                visible: root.visit.chrome.steps.length > 0
                steps: root.visit.chrome.steps
                current: root.visit.chrome.step
            }

            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                Loader {
                    id: loader

                    objectName: "screen"
                    anchors.fill: parent
                    focus: true

                    NumberAnimation on opacity {
                        id: appear

                        from: 0
                        to: 1
                        duration: Theme.fade
                    }
                }

                // The second tap of a double tap must not agree to a page that nobody has read yet.
                MouseArea {
                    objectName: "unread"
                    anchors.fill: parent
                    visible: unread.running
                }

                Timer {
                    id: unread

                    interval: Theme.unread
                }
            }
        }

        Sheet {
            open: root.visit.chrome.warning.shown
            covers: root.visit.chrome.warning.covers
            tone: Tone.Warning
            title: root.visit.chrome.warning.title
            message: root.visit.chrome.warning.sentence
            countdown: root.visit.chrome.warning.seconds
            countdownUnit: root.visit.chrome.warning.unit
            primaryText: root.visit.chrome.warning.moreTime
            secondaryText: root.visit.chrome.warning.leave
            onPrimaryClicked: root.visit.more_time()
            onSecondaryClicked: root.visit.leave()
        }

        Rectangle {
            anchors.fill: parent
            visible: root.bench.screen !== ""
            color: Theme.canvas
            z: 50

            MouseArea {
                anchors.fill: parent
            }

            Loader {
                id: benchLoader

                anchors.fill: parent
                focus: visible
            }
        }

        Rectangle {
            anchors.fill: parent
            visible: root.desk.screen !== ""
            color: Theme.canvas
            z: 50

            MouseArea {
                anchors.fill: parent
            }

            Loader {
                id: deskLoader

                anchors.fill: parent
                focus: visible
            }
        }
    }
}
